"""The model in the box: a bag of syllables and syllable pairs, run by plain numpy.

    tokens.py      text → numbers of tokens, sentence by sentence
    bag.py         numbers of tokens → vectors
    torch_bag.py   the same for sentence-transformers; imports torch

`query/data/model` holds the weights with their card; `python -m query.train` makes them.
"""

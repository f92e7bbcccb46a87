"""Makes the model in the box: `python -m query.train --texts FOLDER`.

texts.py       law and encyclopedia paragraphs, without those that are measured on
pairs.py       what people ask and the clause that answers it, from `pairs/*.txt` and the thesaurus
vocabulary.py  which tokens the model knows
batches.py     what is learnt from at each step
fit.py         the learning itself; imports torch
"""

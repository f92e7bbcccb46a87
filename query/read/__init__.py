"""Reading a statement for what answers a question: answer span selection by a log-linear model over constituents.

The way of Rajpurkar et al., “SQuAD: 100,000+ Questions for Machine Comprehension of Text” (EMNLP 2016, section 5):
every constituent of a statement is a candidate, described by features of itself and of how its surroundings answer to
the question; weights are learnt by `python -m tests.reading` from the invented notices of `query/train/readings`.
"""

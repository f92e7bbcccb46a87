"""From the words of a question to the things of the graph that they name."""

"""The script that learns the weights of words finds what parts titles from other lines."""

from scripts.learn_wording import IN_DOCUMENTS, examples, learn, told


def test_words_of_many_documents_are_learnt_and_words_of_one_are_not():
    known = []
    for document in range(IN_DOCUMENTS + 1):
        known += examples({f"Towards Kites number{document}"}, True, document, 9, 1.0)
        known += examples({f"see the table number{document}"}, False, document, 9, 1.0)
    weights = learn(known)
    assert weights["words", "towards"] > 0 > weights["words", "table"]
    assert ("words", "number3") not in weights
    titles = [told(weights, one) for one in known if one.is_title]
    others = [told(weights, one) for one in known if not one.is_title]
    assert min(titles) > max(others)


def test_a_line_without_words_is_no_example_and_examples_are_the_same_each_time():
    texts = {f"Kites and Oars {number}" for number in range(9)} | {"—", ""}
    first, again = (list(examples(texts, True, 1, 3, 1.0)) for _ in range(2))
    assert first == again
    assert len(list(examples({"—", ""}, True, 1, 3, 1.0))) == 0

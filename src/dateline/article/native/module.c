/* The module: what of the reader of pages is also written in C. Plain Python beside each part is its reference. */
#include "native.h"

/* See `EDITION` in __init__.py. */
enum { EDITION = 4 };

/* The digest of all sources, told by who builds (`hatch_build.py`). */
#ifndef SOURCES
#define SOURCES ""
#endif

static PyMethodDef methods[] = {
    {"measure_texts", measure_texts, METH_VARARGS,
     PyDoc_STR("measure_texts(blocks, stops, kinds, bits, matrix)\n\n"
               "The counts of `of_text.count_plainly`: matrix: [22, blocks], filled in but for rows 18 to 20.")},
    {"gather_elements", gather_elements, METH_VARARGS,
     PyDoc_STR("gather_elements(elements, parent, depth, marks): fills in three arrays of 64-bit numbers")},
    {"gather_blocks", gather_blocks, METH_VARARGS,
     PyDoc_STR("gather_blocks(blocks, elements, codes, unknown, element, tags, alike): fills in three arrays, of 64-bit "
               "numbers and of bytes: of each block its element, the code of its tag, the number of its make")},
    {"measure_distances", measure_distances, METH_VARARGS,
     PyDoc_STR("measure_distances(marks, above, far): fills in the rows of `of_tree.measure_distances`")},
    {"measure_subtrees", measure_subtrees, METH_VARARGS,
     PyDoc_STR("measure_subtrees(element, parent, last, depth, mass, link_share, totals, rows): fills in the rows of "
               "`of_tree.measure_subtrees` but for the logarithms of totals")},
    {"last_descendants", last_descendants, METH_VARARGS,
     PyDoc_STR("last_descendants(parent, depth, last): fills in the last descendant of each element")},
    {"count_words", count_words, METH_VARARGS,
     PyDoc_STR("count_words(text, words) -> how many of its words between white space are known, in lower case, of how "
               "many")},
    {"tally_words", tally_words, METH_VARARGS,
     PyDoc_STR("tally_words(text, words): how often each known word stands in a text, and how many words do")},
    {"known_shares", known_shares, METH_VARARGS,
     PyDoc_STR("known_shares(blocks, words, longest) -> of each block's words the share that is known")},
    {"places_with", places_with, METH_VARARGS,
     PyDoc_STR("places_with(blocks, words, longest, least) -> the places of the blocks that have so many known words")},
    {"measure_cues", measure_cues, METH_VARARGS,
     PyDoc_STR("measure_cues(found, rows): fills in the strengths of the kinds that each block has, a row a kind")},
    {"sum_words", sum_words, METH_VARARGS,
     PyDoc_STR("sum_words(found, places, most, weights, sums): of each block the sum of the weights of its words; found: "
               "for each block a tuple of words a kind, or of their rows, of which the first ones count")},
    {"split_classes", split_classes, METH_VARARGS,
     PyDoc_STR("split_classes(classes, rows) -> the words of a class attribute that is ASCII, or their rows")},
    {"measure_others", measure_others, METH_VARARGS,
     PyDoc_STR("measure_others(mass, link_share, flags, above, alike, rows, headline, whole): fills in the rows of "
               "`of_others.measure_others`; headline: below zero for none")},
    {"measure_kin", measure_kin, METH_VARARGS,
     PyDoc_STR("measure_kin(first, heavy, mass, groups, rows, whole): fills in the rows of `blocks._surroundings` but for "
               "row 20")},
    {"measure_roles", measure_roles, METH_VARARGS,
     PyDoc_STR("measure_roles(body, roles, groups, asked, steps, rows, kinds): fills in the rows of "
               "`furniture.evidence_around`, for the blocks asked of")},
    {"count_tags", count_tags, METH_VARARGS,
     PyDoc_STR("count_tags(content, starts) -> how many tags open and close, and which of these beginnings one has, as "
               "bits")},
    {"folded_words", folded_words, METH_O, PyDoc_STR("folded_words(text) -> its words in folded case")},
    {"holds_digit", holds_digit, METH_O, PyDoc_STR("holds_digit(text) -> whether it has a digit of numbers, in any script")},
    {"count_signs", count_signs, METH_O,
     PyDoc_STR("count_signs(text) -> how many digits it has, words that begin with a letter, words with a capital")},
    {"places_from", (PyCFunction)(void (*)(void))places_from, METH_FASTCALL,
     PyDoc_STR("places_from(values, least, below) -> the places of the values that are at least so much, less than that")},
    {"places_among", (PyCFunction)(void (*)(void))places_among, METH_FASTCALL,
     PyDoc_STR("places_among(values, places, least, below) -> those of these places whose values are so much")},
    {"sum_at", (PyCFunction)(void (*)(void))sum_at, METH_FASTCALL,
     PyDoc_STR("sum_at(values, places) -> what the values at these places add up to")},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_native", .m_doc = "Parts of the reader of pages in C.", .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__native(void)
{
    if (start_hashes() < 0)
        return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (module != NULL && (PyModule_AddType(module, &WalkerType) < 0 || PyModule_AddType(module, &WordsType) < 0 ||
                           PyModule_AddType(module, &FinderType) < 0 || PyModule_AddType(module, &ForestType) < 0 ||
                           PyModule_AddType(module, &CuesType) < 0 ||
                           PyModule_AddIntConstant(module, "EDITION", EDITION) < 0 ||
                           PyModule_AddStringConstant(module, "SOURCES", SOURCES) < 0))
        Py_CLEAR(module);
    return module;
}

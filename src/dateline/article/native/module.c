/* The module: what of the reader of pages is also written in C. Plain Python beside each part is its reference. */
#include "native.h"

/* See `EDITION` in __init__.py. */
enum { EDITION = 7 };

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
    {"values_around", values_around, METH_VARARGS,
     PyDoc_STR("values_around(blocks, elements, values, steps, most) -> {place: value} of the first blocks whose element's "
               "tag, or that of one of the nearest so many around it but the root, has a value")},
    {"places_by", places_by, METH_VARARGS,
     PyDoc_STR("places_by(things, name) -> the places of things of one type by what this member of theirs, a string, is")},
    {"hold_pieces", hold_pieces, METH_VARARGS,
     PyDoc_STR("hold_pieces(blocks, owners, elements, row): fills in whether each block has a piece of one of these "
               "elements, of how many")},
    {"elements_above", elements_above, METH_VARARGS,
     PyDoc_STR("elements_above(element, parent, above): fills in the elements around those of blocks, a row a step")},
    {"tell_codes", tell_codes, METH_VARARGS,
     PyDoc_STR("tell_codes(codes, rows): fills in a row a code, whether a block has it")},
    {"measure_distances", measure_distances, METH_VARARGS,
     PyDoc_STR("measure_distances(marks, above, far): fills in the rows of `of_tree.measure_distances`")},
    {"measure_subtrees", measure_subtrees, METH_VARARGS,
     PyDoc_STR("measure_subtrees(element, parent, last, depth, mass, link_share, totals, rows): fills in the rows of "
               "`of_tree.measure_subtrees` but for the logarithms of totals")},
    {"sum_within", sum_within, METH_VARARGS,
     PyDoc_STR("sum_within(element, last, values, sums): fills in the rows of `ground.sum_plainly`")},
    {"last_descendants", last_descendants, METH_VARARGS,
     PyDoc_STR("last_descendants(parent, depth, last): fills in the last descendant of each element")},
    {"little_known", little_known, METH_VARARGS,
     PyDoc_STR("little_known(texts, words, longest, share) -> the places of the texts of whose words between white space, "
               "in lower case, less than this share is known; of each as many first characters as longest")},
    {"compare_texts", compare_texts, METH_VARARGS,
     PyDoc_STR("compare_texts(texts, told, starts, title, quotes, around, limits, rows): fills in the rows of "
               "`of_page.compare_plainly`")},
    {"part_letters", part_letters, METH_O,
     PyDoc_STR("part_letters(text) -> how many letters of ASCII it has, and its letters that are not ASCII")},
    {"places_with", places_with, METH_VARARGS,
     PyDoc_STR("places_with(blocks, words, longest, least, shortest) -> the places of the blocks of at most so many characters "
               "that have so many known words, and at least so many characters in folded case")},
    {"places_begun", places_begun, METH_VARARGS,
     PyDoc_STR("places_begun(blocks, words, within, first, end) -> the places of the blocks from the first up to the end whose "
               "first word is known that begins within so many signs, or that have one there that is none of ASCII")},
    {"measure_cues", measure_cues, METH_VARARGS,
     PyDoc_STR("measure_cues(found, rows): fills in the strengths of the kinds that each block has, a row a kind")},
    {"measure_others", measure_others, METH_VARARGS,
     PyDoc_STR("measure_others(mass, link_share, flags, above, alike, rows, headline, whole): fills in the rows of "
               "`of_others.measure_others`; headline: below zero for none")},
    {"measure_kin", measure_kin, METH_VARARGS,
     PyDoc_STR("measure_kin(first, heavy, mass, groups, rows, whole): fills in the rows of `blocks._surroundings` but for "
               "row 20")},
    {"measure_roles", measure_roles, METH_VARARGS,
     PyDoc_STR("measure_roles(body, roles, groups, asked, steps, rows, kinds): fills in the rows of "
               "`furniture.evidence_around`, for the blocks asked of")},
    {"scale_rows", scale_rows, METH_VARARGS,
     PyDoc_STR("scale_rows(sums, unit, biases, scores): fills in the sums times a unit, with what is added to each column")},
    {"to_chances", to_chances, METH_VARARGS,
     PyDoc_STR("to_chances(odds, chances): fills in the chances of what these are the odds against")},
    {"likeliest", likeliest, METH_VARARGS,
     PyDoc_STR("likeliest(scores, places, most): fills in the place of the largest number of each row, and that number")},
    {"lower_rows", lower_rows, METH_O, PyDoc_STR("lower_rows(scores): takes the largest number of each row off all of it")},
    {"share_rows", share_rows, METH_VARARGS,
     PyDoc_STR("share_rows(scores, wholes, shares): fills in each number of each row divided by that of the row")},
    {"count_tags", count_tags, METH_VARARGS,
     PyDoc_STR("count_tags(content, starts) -> how many tags open and close, and which of these beginnings one has, as "
               "bits")},
    {"count_pairs", count_pairs, METH_VARARGS,
     PyDoc_STR("count_pairs(content, few, names) -> pairs of attributes a page's tags of more may have, tags of two names")},
    {"folded_words", folded_words, METH_O, PyDoc_STR("folded_words(text) -> its words in folded case")},
    {"folded_key", folded_key, METH_O, PyDoc_STR("folded_key(text) -> its words in folded case, with nothing between them")},
    {"holds_digit", holds_digit, METH_O, PyDoc_STR("holds_digit(text) -> whether it has a digit of numbers, in any script")},
    {"is_utf8", is_utf8, METH_O, PyDoc_STR("is_utf8(content) -> whether bytes are text in UTF-8, all of them")},
    {"places_from", (PyCFunction)(void (*)(void))places_from, METH_FASTCALL,
     PyDoc_STR("places_from(values, least, below) -> the places of the values that are at least so much, less than that")},
    {"places_with_bits", (PyCFunction)(void (*)(void))places_with_bits, METH_FASTCALL,
     PyDoc_STR("places_with_bits(numbers, bits) -> the places of the numbers, of 64 bits, that have one of these bits")},
    {"places_among", (PyCFunction)(void (*)(void))places_among, METH_FASTCALL,
     PyDoc_STR("places_among(values, places, least, below) -> those of these places whose values are so much")},
    {"sum_at", (PyCFunction)(void (*)(void))sum_at, METH_FASTCALL,
     PyDoc_STR("sum_at(values, places) -> what the values at these places add up to")},
    {"measure_shapes", measure_shapes, METH_VARARGS,
     PyDoc_STR("measure_shapes(texts, sets, rows): fills in the rows of `shape.measure_shapes`; sets: of signs that a line "
               "ends with (two), begins with (three), and has (three)")},
    {"shared_words", shared_words, METH_VARARGS,
     PyDoc_STR("shared_words(parts, others, most, least, edges) -> the numbers of `shared.count_plainly`")},
    {"tell_steps", tell_steps, METH_VARARGS,
     PyDoc_STR("tell_steps(far, columns, silent, above, parent, mass, body, from, paragraph, paragraphs, most) -> for each of "
               "the columns, which are rows of far, a byte a block: steps up to the nearest element of a kind, as many as "
               "above has rows where that holds the text; silent: 1 for kinds of which an element tells nothing that holds "
               "so many paragraphs of it, 2 for those of which one does not that holds most of its words, too")},
    {"reach_kinds", reach_kinds, METH_VARARGS,
     PyDoc_STR("reach_kinds(rows, reaches) -> a byte a block: the bits of the rows whose steps are within their reach")},
    {"nearest_kinds", nearest_kinds, METH_VARARGS,
     PyDoc_STR("nearest_kinds(rows, reaches) -> a byte a block: the place of the row with the fewest steps, and of the first "
               "of these, among those within their reach; how many rows there are where none is")},
    {"places_marked", places_marked, METH_VARARGS,
     PyDoc_STR("places_marked(blocks, marks, kinds) -> the places of the blocks whose innermost elements all have one of "
               "these marks in common; marks: of all elements")},
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
                           PyModule_AddType(module, &CuesType) < 0 || PyModule_AddType(module, &WeighedType) < 0 ||
                           PyModule_AddType(module, &ScoresType) < 0 || PyModule_AddType(module, &MarkerType) < 0 ||
                           PyModule_AddIntConstant(module, "EDITION", EDITION) < 0 ||
                           PyModule_AddStringConstant(module, "SOURCES", SOURCES) < 0))
        Py_CLEAR(module);
    return module;
}

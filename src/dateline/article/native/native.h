#ifndef DATELINE_NATIVE_H
#define DATELINE_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

extern PyTypeObject WalkerType, WordsType, FinderType, ForestType, CuesType, WeighedType, ScoresType, MarkerType;

/* Make ready the tables of words; -1 with an error set. */
int start_hashes(void);

/* Add a place at the end of a list; -1 with an error set. */
int add_place(PyObject *places, Py_ssize_t at);

PyObject *gather_elements(PyObject *module, PyObject *args);
PyObject *gather_blocks(PyObject *module, PyObject *args);
PyObject *values_around(PyObject *module, PyObject *args);
PyObject *places_by(PyObject *module, PyObject *args);
PyObject *measure_texts(PyObject *module, PyObject *args);
PyObject *folded_words(PyObject *module, PyObject *text);
PyObject *folded_key(PyObject *module, PyObject *text);
PyObject *measure_distances(PyObject *module, PyObject *args);
PyObject *measure_subtrees(PyObject *module, PyObject *args);
PyObject *sum_within(PyObject *module, PyObject *args);
PyObject *places_with(PyObject *module, PyObject *args);
PyObject *places_begun(PyObject *module, PyObject *args);
PyObject *measure_cues(PyObject *module, PyObject *args);
PyObject *elements_above(PyObject *module, PyObject *args);
PyObject *tell_codes(PyObject *module, PyObject *args);
PyObject *hold_pieces(PyObject *module, PyObject *args);
PyObject *last_descendants(PyObject *module, PyObject *args);
PyObject *little_known(PyObject *module, PyObject *args);
PyObject *compare_texts(PyObject *module, PyObject *args);
PyObject *measure_others(PyObject *module, PyObject *args);
PyObject *measure_kin(PyObject *module, PyObject *args);
PyObject *measure_roles(PyObject *module, PyObject *args);
PyObject *scale_rows(PyObject *module, PyObject *args);
PyObject *to_chances(PyObject *module, PyObject *args);
PyObject *likeliest(PyObject *module, PyObject *args);
PyObject *lower_rows(PyObject *module, PyObject *scores);
PyObject *share_rows(PyObject *module, PyObject *args);
PyObject *count_tags(PyObject *module, PyObject *args);
PyObject *count_pairs(PyObject *module, PyObject *args);
PyObject *part_letters(PyObject *module, PyObject *text);
PyObject *holds_digit(PyObject *module, PyObject *text);
PyObject *is_utf8(PyObject *module, PyObject *content);
PyObject *places_from(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *places_with_bits(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *places_among(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *sum_at(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *measure_shapes(PyObject *module, PyObject *args);
PyObject *shared_words(PyObject *module, PyObject *args);
PyObject *tell_steps(PyObject *module, PyObject *args);
PyObject *reach_kinds(PyObject *module, PyObject *args);
PyObject *nearest_kinds(PyObject *module, PyObject *args);
PyObject *places_marked(PyObject *module, PyObject *args);

/* Where a member of a plain struct lies in its objects; -1 with an error where it is none that holds an object. */
Py_ssize_t offset_of(PyTypeObject *type, const char *name);

/* A member of an object, borrowed; NULL where it has no value. */
static inline PyObject *member_at(PyObject *object, Py_ssize_t offset)
{
    return *(PyObject **)((char *)object + offset);
}

/* A text by one of its own methods ("casefold", "lower"), a new reference; as it is where that changes no more than the
 * capital letters of ASCII, which whoever reads it folds. */
PyObject *folded_by(PyObject *text, const char *method);

/* The text of a block, a new reference to an exact string. */
PyObject *block_text(PyObject *block);

/* A buffer of such numbers ('i' for whole ones, 'f', 'd'), in C order but that rows of two dimensions may lie apart. */
int get_numbers(PyObject *array, Py_buffer *view, int dimensions, char kind, Py_ssize_t size, int writable);

/* Whether two such buffers share memory: what is written into the one would change numbers of the other that were
 * checked before. */
int share_memory(const Py_buffer *one, const Py_buffer *other);

#endif

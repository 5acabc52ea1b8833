/* Words that several groups of texts have in common (`shared.count_plainly`), none of them made a string. */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

enum { MOST_OTHERS = 8 };

/* A word as it was first met. part: the last part that has it; more: whether another one has it, too. others: those that
 * have it, as bits. */
typedef struct {
    const void *letters; /* of a text that is kept */
    Py_ssize_t start, length, part;
    uint64_t hash;
    int kind;
    uint8_t more, others;
} Met;

typedef struct {
    Py_ssize_t word, part;
} Own;

typedef struct {
    Met *words;
    size_t *slots; /* of each one more than the place of its word, 0 where it is free; a power of two, half of them free */
    Own *own;      /* each word of each part once */
    size_t count, size, owned, room;
    PyObject *kept;
    Py_ssize_t most, least;
    PyObject *edges;
    uint8_t plain[0x80]; /* which letters of ASCII are edges */
} Table;

static int is_edge(const Table *table, Py_UCS4 letter)
{
    return letter < 0x80 ? table->plain[letter]
                         : PyUnicode_FindChar(table->edges, letter, 0, PyUnicode_GET_LENGTH(table->edges), 1) >= 0;
}

static int is_same_word(const Met *one, const Met *other)
{
    if (one->hash != other->hash || one->length != other->length)
        return 0;
    for (Py_ssize_t at = 0; at < one->length; at++)
        if (fold(PyUnicode_READ(one->kind, one->letters, one->start + at)) !=
            fold(PyUnicode_READ(other->kind, other->letters, other->start + at)))
            return 0;
    return 1;
}

/* Make room for one word more; -1 on an error. */
static int grow_words(Table *table)
{
    if (table->size != 0 && table->count < table->size / 2)
        return 0;
    size_t size = table->size == 0 ? 1024 : 2 * table->size;
    Met *words = PyMem_Realloc(table->words, size / 2 * sizeof *words);
    if (words != NULL)
        table->words = words;
    size_t *slots = words == NULL ? NULL : PyMem_Calloc(size, sizeof *slots);
    if (slots == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t each = 0; each < table->count; each++) {
        size_t slot = words[each].hash & (size - 1);
        while (slots[slot] != 0)
            slot = (slot + 1) & (size - 1);
        slots[slot] = each + 1;
    }
    PyMem_Free(table->slots);
    table->slots = slots;
    table->size = size;
    return 0;
}

/* The place of a word in the table, where it is put if it was not met; -1 on an error. */
static Py_ssize_t place_word(Table *table, const Met *word)
{
    if (grow_words(table) < 0)
        return -1;
    size_t slot = word->hash & (table->size - 1);
    for (; table->slots[slot] != 0; slot = (slot + 1) & (table->size - 1))
        if (is_same_word(&table->words[table->slots[slot] - 1], word))
            return (Py_ssize_t)table->slots[slot] - 1;
    table->words[table->count] = *word;
    table->slots[slot] = ++table->count;
    return (Py_ssize_t)table->count - 1;
}

/* Note that a part has a word; -1 on an error. */
static int note_part(Table *table, Py_ssize_t place, Py_ssize_t part)
{
    Met *word = &table->words[place];
    if (word->part == part)
        return 0;
    word->more |= word->part >= 0;
    word->part = part;
    if (table->owned == table->room) {
        size_t room = table->room == 0 ? 1024 : 2 * table->room;
        Own *own = PyMem_Realloc(table->own, room * sizeof *own);
        if (own == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        table->own = own;
        table->room = room;
    }
    table->own[table->owned++] = (Own){place, part};
    return 0;
}

/* Note the longer words of a text, those of a part or, where that is below zero, of one of the others. */
static int note_words(Table *table, PyObject *text, Py_ssize_t part, uint8_t other)
{
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0;
    for (Py_ssize_t seen = 0; seen < table->most && at <= size; seen++) {
        Py_ssize_t start = at, end;
        while (at < size && PyUnicode_READ(kind, letters, at) != ' ')
            at++;
        end = at++;
        if (end - start < table->least)
            continue;
        while (start < end && is_edge(table, PyUnicode_READ(kind, letters, start)))
            start++;
        while (end > start && is_edge(table, PyUnicode_READ(kind, letters, end - 1)))
            end--;
        uint64_t hash = start_hash();
        for (Py_ssize_t each = start; each < end; each++)
            hash = add_letter(hash, fold(PyUnicode_READ(kind, letters, each)));
        Met word = {letters, start, end - start, -1, end_hash(hash), kind, 0, 0};
        Py_ssize_t place = place_word(table, &word);
        if (place < 0 || (part >= 0 && note_part(table, place, part) < 0))
            return -1;
        table->words[place].others |= other;
    }
    return 0;
}

/* Note the words of a group of texts. */
static int note_group(Table *table, PyObject *texts, Py_ssize_t part, uint8_t other)
{
    if (!PyList_Check(texts)) {
        PyErr_SetString(PyExc_TypeError, "groups are lists of texts");
        return -1;
    }
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(texts); at++) {
        PyObject *text = folded_by(PyList_GET_ITEM(texts, at), "lower");
        int failed = text == NULL || PyList_Append(table->kept, text) < 0 || note_words(table, text, part, other) < 0;
        Py_XDECREF(text);
        if (failed)
            return -1;
    }
    return 0;
}

/* Rows of numbers as a list of lists, of so many numbers each. */
static PyObject *rows_of(const Py_ssize_t *numbers, Py_ssize_t rows, Py_ssize_t width)
{
    PyObject *all = PyList_New(rows);
    for (Py_ssize_t row = 0; all != NULL && row < rows; row++) {
        PyObject *own = PyList_New(width);
        for (Py_ssize_t at = 0; own != NULL && at < width; at++) {
            PyObject *number = PyLong_FromSsize_t(numbers[row * width + at]);
            if (number == NULL)
                Py_CLEAR(own);
            else
                PyList_SET_ITEM(own, at, number);
        }
        if (own == NULL)
            Py_CLEAR(all);
        else
            PyList_SET_ITEM(all, row, own);
    }
    return all;
}

/* shared_words(parts, others, most, least, edges) */
PyObject *shared_words(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *parts, *others, *result = NULL;
    Py_ssize_t *counts = NULL;
    Table table = {.words = NULL};
    if (!PyArg_ParseTuple(args, "O!O!nnU", &PyList_Type, &parts, &PyList_Type, &others, &table.most, &table.least,
                          &table.edges))
        return NULL;
    Py_ssize_t groups = PyList_GET_SIZE(parts), told = PyList_GET_SIZE(others), width = 2 + told;
    if (told > MOST_OTHERS) {
        PyErr_SetString(PyExc_ValueError, "too many others");
        return NULL;
    }
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(table.edges); at++)
        if (PyUnicode_READ_CHAR(table.edges, at) < 0x80)
            table.plain[PyUnicode_READ_CHAR(table.edges, at)] = 1;
    /* A row a part, and one of the others' own numbers. */
    counts = PyMem_Calloc((size_t)(groups + 1) * (size_t)width, sizeof *counts);
    if (counts == NULL)
        PyErr_NoMemory();
    if (counts == NULL || (table.kept = PyList_New(0)) == NULL)
        goto done;
    for (Py_ssize_t at = 0; at < told; at++)
        if (note_group(&table, PyList_GET_ITEM(others, at), -1, (uint8_t)(1 << at)) < 0)
            goto done;
    for (Py_ssize_t at = 0; at < groups; at++)
        if (note_group(&table, PyList_GET_ITEM(parts, at), at, 0) < 0)
            goto done;
    for (size_t each = 0; each < table.count; each++)
        for (Py_ssize_t at = 0; at < told; at++)
            counts[groups * width + 2 + at] += table.words[each].others >> at & 1;
    for (size_t each = 0; each < table.owned; each++) {
        const Met *word = &table.words[table.own[each].word];
        Py_ssize_t *row = &counts[table.own[each].part * width];
        row[0]++;
        row[1] += word->more;
        for (Py_ssize_t at = 0; at < told; at++)
            row[2 + at] += word->others >> at & 1;
    }
    result = rows_of(counts, groups + 1, width);
done:
    PyMem_Free(counts);
    PyMem_Free(table.words);
    PyMem_Free(table.slots);
    PyMem_Free(table.own);
    Py_XDECREF(table.kept);
    return result;
}

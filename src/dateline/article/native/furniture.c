/* What the words of blocks, of those about them and of class attributes weigh (`furniture_words.judge_blocks`). */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* Kinds of words, in the order of `furniture_words.KINDS`. */
enum { WORD, WHOLE, HEADING, BEFORE, AFTER, CLASS, TAG, KINDS };
/* Words of a block that can count; letters of a word that can be known; rows of one block; class words are shorter than
 * the attributes that are read, and stand in an element and so many around it. */
enum { MOST_FIRST = 16, MOST_LETTERS = 512, MOST_ROWS = 512, LEAST_LETTERS = 3, MOST_CLASS_CHARS = 256, MOST_STEPS = 4 };

typedef struct {
    PyObject_HEAD
    Words *words;  /* owned; those of all kinds */
    int32_t *rows; /* of each slot of the table, a row a kind; -1 for none */
    Py_buffer weights;
    int held;
} Weighed;

/* How much of each kind counts, see `furniture_words`. */
typedef struct {
    Py_ssize_t words, whole, heading, near, first_chars, headed, steps, class_chars;
} Limits;

/* The first words of a block: their slots, -1 for unknown ones, and that of all of them together, where they are few. */
typedef struct {
    int32_t slots[MOST_FIRST], whole;
    int16_t count, known; /* known: whether this was filled in */
} Firsts;

/* The rows of the class words of elements, those of one behind those of another. */
typedef struct {
    int32_t *rows;
    Py_ssize_t count, room;
} Pile;

/* What of a page is asked for. */
typedef struct {
    PyObject *blocks, *elements, *headings;
    PyTypeObject *block, *element; /* only compared */
    Py_ssize_t text, own, tag, classes, parent;
    Firsts *firsts;        /* of each block */
    Py_ssize_t (*piled)[2]; /* of each element, where its rows begin and end in the pile; -1 where it was not asked yet */
    int32_t *under;        /* of each block the last heading up to it, -1 for none */
    Pile pile;
    Limits limits;
} Asked;

static int32_t slot_of(const Weighed *weighed, uint64_t hash, int kind, const void *letters, Py_ssize_t start,
                       Py_ssize_t length)
{
    const Entry *entry = find_word(weighed->words, hash, kind, letters, start, length, 1);
    if (entry == NULL)
        return -1;
    int32_t slot = (int32_t)(entry - weighed->words->entries);
    __builtin_prefetch(weighed->rows + slot * KINDS); /* which the last page has driven out of the caches that are near */
    return slot;
}

/* The slot of some words with a space between them; -1 where it is none of the table's. */
static int32_t slot_of_all(const Weighed *weighed, int kind, const void *letters, const Word *words, Py_ssize_t count)
{
    Py_UCS4 whole[MOST_LETTERS];
    Py_ssize_t length = 0;
    uint64_t hash = start_hash();
    for (const Word *word = words; word < words + count; word++) {
        if (length + word->length >= MOST_LETTERS || length + word->length > weighed->words->longest)
            return -1;
        if (word > words)
            hash = add_letter(hash, whole[length++] = ' ');
        for (Py_ssize_t at = word->start; at < word->start + word->length; at++)
            hash = add_letter(hash, whole[length++] = fold(PyUnicode_READ(kind, letters, at)));
    }
    return slot_of(weighed, end_hash(hash), PyUnicode_4BYTE_KIND, whole, 0, length);
}

/* Fill in the first words of some letters in folded case. */
static inline __attribute__((always_inline)) void cut_first(int kind, Firsts *firsts, const Weighed *weighed,
                                                            const void *letters, Py_ssize_t size, const Limits *limits)
{
    Word words[MOST_FIRST];
    Py_ssize_t at = 0;
    *firsts = (Firsts){.whole = -1, .known = 1};
    while (firsts->count < limits->words && next_word(&words[firsts->count], kind, letters, size, &at)) {
        const Word *word = &words[firsts->count];
        firsts->slots[firsts->count++] = slot_of(weighed, word->hash, kind, letters, word->start, word->length);
    }
    if (firsts->count <= limits->whole) /* of none at all, too: that is a word without letters */
        firsts->whole = slot_of_all(weighed, kind, letters, words, firsts->count);
}

static PyObject *member_of(PyObject *list, Py_ssize_t place, PyTypeObject *type, Py_ssize_t offset)
{
    if (place < 0 || place >= PyList_GET_SIZE(list) || !Py_IS_TYPE(PyList_GET_ITEM(list, place), type)) {
        PyErr_SetString(PyExc_ValueError, "a block or an element that is none");
        return NULL;
    }
    PyObject *member = member_at(PyList_GET_ITEM(list, place), offset);
    if (member == NULL)
        PyErr_SetString(PyExc_AttributeError, "a member without a value");
    return member;
}

/* A whole number of a block or an element; -2 with an error set. */
static Py_ssize_t number_of(PyObject *list, Py_ssize_t place, PyTypeObject *type, Py_ssize_t offset)
{
    PyObject *member = member_of(list, place, type, offset);
    if (member != NULL && !PyLong_CheckExact(member))
        PyErr_SetString(PyExc_TypeError, "a member that is no whole number");
    Py_ssize_t number = PyErr_Occurred() ? -2 : PyLong_AsSsize_t(member);
    return PyErr_Occurred() ? -2 : number;
}

/* The first words of a block, NULL with an error set. */
static const Firsts *first_words(Asked *asked, const Weighed *weighed, Py_ssize_t at)
{
    Firsts *firsts = &asked->firsts[at];
    if (firsts->known)
        return firsts;
    PyObject *text = member_of(asked->blocks, at, asked->block, asked->text);
    if (text != NULL && !PyUnicode_CheckExact(text))
        PyErr_SetString(PyExc_TypeError, "a text is a string");
    if (PyErr_Occurred())
        return NULL;
    PyObject *sample = PyUnicode_Substring(text, 0, asked->limits.first_chars); /* the text itself where it is shorter */
    PyObject *folded = sample == NULL ? NULL : folded_by(sample, "casefold");
    if (folded != NULL)
        OF_KIND(cut_first, PyUnicode_KIND(folded), firsts, weighed, PyUnicode_DATA(folded), PyUnicode_GET_LENGTH(folded),
                &asked->limits);
    Py_XDECREF(folded);
    Py_XDECREF(sample);
    return folded == NULL ? NULL : firsts;
}

/* ---- class attributes ---- */

static int add_to_pile(Pile *pile, int32_t row)
{
    if (pile->count == pile->room) {
        Py_ssize_t room = 2 * pile->room + 64;
        int32_t *rows = PyMem_Realloc(pile->rows, (size_t)room * sizeof *rows);
        if (rows == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        pile->rows = rows;
        pile->room = room;
    }
    pile->rows[pile->count++] = row;
    return 0;
}

/* A letter of a class word in lower case, 0 for what is none: beside ASCII, the two signs that are letters of it in lower
 * case, of which the one is more than a letter. */
static Py_UCS1 class_letter(Py_UCS4 letter)
{
    if (letter < 0x80)
        return Py_ISALPHA(letter) ? (Py_UCS1)fold(letter) : 0;
    return letter == 0x212A ? 'k' : letter == 0x130 ? 'i' : 0;
}

/* Pile up the rows of a class attribute's words: stretches of three letters and more, in lower case, cut before capitals
 * behind small letters. */
static int pile_classes(Asked *asked, const Weighed *weighed, PyObject *classes)
{
    int kind = PyUnicode_KIND(classes), failed = 0;
    const void *letters = PyUnicode_DATA(classes);
    Py_UCS1 word[MOST_CLASS_CHARS];
    Py_UCS4 before = 0;
    Py_ssize_t size = PyUnicode_GET_LENGTH(classes), length = 0;
    uint64_t hash = start_hash();
    size = size < asked->limits.class_chars ? size : asked->limits.class_chars;
    for (Py_ssize_t at = 0; !failed && at <= size; at++) {
        Py_UCS4 letter = at < size ? PyUnicode_READ(kind, letters, at) : ' ';
        Py_UCS1 own = class_letter(letter);
        if (!own || before == 0x130 || (letter >= 'A' && letter <= 'Z' && before >= 'a' && before <= 'z')) {
            if (length >= LEAST_LETTERS) {
                int32_t slot = slot_of(weighed, end_hash(hash), PyUnicode_1BYTE_KIND, word, 0, length);
                int32_t row = slot < 0 ? -1 : weighed->rows[slot * KINDS + CLASS];
                failed = row >= 0 && add_to_pile(&asked->pile, row) < 0;
            }
            length = 0;
            hash = start_hash();
        }
        if (own) {
            word[length++] = own;
            hash = add_letter(hash, own);
        }
        before = letter;
    }
    return failed ? -1 : 0;
}

/* Where the rows of an element's class words lie in the pile; NULL with an error set. */
static const Py_ssize_t *class_rows(Asked *asked, const Weighed *weighed, Py_ssize_t at)
{
    PyObject *classes = member_of(asked->elements, at, asked->element, asked->classes);
    if (classes == NULL)
        return NULL;
    Py_ssize_t *piled = asked->piled[at];
    if (piled[0] >= 0)
        return piled;
    piled[0] = asked->pile.count;
    if (PyUnicode_CheckExact(classes) && pile_classes(asked, weighed, classes) < 0)
        return NULL;
    piled[1] = asked->pile.count;
    return piled;
}

/* ---- rows ---- */

typedef struct {
    int32_t rows[MOST_ROWS];
    Py_ssize_t count, kind; /* kind: where the rows of the last kind begin, no two of which are the same */
} Rows;

static int add_row(Rows *rows, const Weighed *weighed, int32_t row)
{
    if (row < 0)
        return 0;
    for (Py_ssize_t at = rows->kind; at < rows->count; at++)
        if (rows->rows[at] == row)
            return 0;
    if (rows->count == MOST_ROWS) {
        PyErr_SetString(PyExc_ValueError, "too many words of one block");
        return -1;
    }
    rows->rows[rows->count++] = row;
    __builtin_prefetch((const float *)weighed->weights.buf + row * weighed->weights.shape[1]);
    return 0;
}

/* Add the rows that the first words of a block have as words of a kind. */
static int add_firsts(Rows *rows, const Weighed *weighed, const Firsts *firsts, Py_ssize_t most, int kind)
{
    int failed = firsts == NULL;
    rows->kind = rows->count;
    for (Py_ssize_t at = 0; !failed && at < firsts->count && at < most; at++)
        failed = firsts->slots[at] >= 0 && add_row(rows, weighed, weighed->rows[firsts->slots[at] * KINDS + kind]) < 0;
    return failed ? -1 : 0;
}

/* Add the rows of the tag and of the class words of an element and of those around it. */
static int add_element(Rows *rows, Asked *asked, const Weighed *weighed, Py_ssize_t at)
{
    PyObject *tag = member_of(asked->elements, at, asked->element, asked->tag);
    if (tag == NULL || !PyUnicode_CheckExact(tag)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "a tag is a string");
        return -1;
    }
    const Entry *entry = entry_of(weighed->words, tag);
    rows->kind = rows->count;
    if (entry != NULL && add_row(rows, weighed, weighed->rows[(entry - weighed->words->entries) * KINDS + TAG]) < 0)
        return -1;
    rows->kind = rows->count;
    for (Py_ssize_t step = 0; step < asked->limits.steps && at >= 0; step++) {
        const Py_ssize_t *piled = class_rows(asked, weighed, at);
        for (Py_ssize_t next = piled == NULL ? 0 : piled[0]; piled != NULL && next < piled[1]; next++)
            if (add_row(rows, weighed, asked->pile.rows[next]) < 0)
                return -1;
        at = number_of(asked->elements, at, asked->element, asked->parent);
        if (PyErr_Occurred())
            return -1;
    }
    return 0;
}

/* Fill in the rows of a block's words. */
static int read_rows(Rows *rows, Asked *asked, const Weighed *weighed, Py_ssize_t at)
{
    const Limits *limits = &asked->limits;
    Py_ssize_t count = PyList_GET_SIZE(asked->blocks), heading = asked->under[at];
    const Firsts *own = first_words(asked, weighed, at);
    rows->count = 0;
    if (add_firsts(rows, weighed, own, limits->words, WORD) < 0)
        return -1;
    rows->kind = rows->count;
    if (own->whole >= 0 && add_row(rows, weighed, weighed->rows[own->whole * KINDS + WHOLE]) < 0)
        return -1;
    if (heading >= 0 && at - heading <= limits->headed &&
        add_firsts(rows, weighed, first_words(asked, weighed, heading), limits->heading, HEADING) < 0)
        return -1;
    if (at > 0 && add_firsts(rows, weighed, first_words(asked, weighed, at - 1), limits->near, BEFORE) < 0)
        return -1;
    if (at + 1 < count && add_firsts(rows, weighed, first_words(asked, weighed, at + 1), limits->near, AFTER) < 0)
        return -1;
    Py_ssize_t element = number_of(asked->blocks, at, asked->block, asked->own);
    return PyErr_Occurred() ? -1 : add_element(rows, asked, weighed, element);
}

/* Fill in the last heading up to each block. */
static int find_headings(Asked *asked, Py_ssize_t count)
{
    int32_t last = -1;
    for (Py_ssize_t at = 0; at < count; at++) {
        Py_ssize_t element = number_of(asked->blocks, at, asked->block, asked->own);
        PyObject *tag = PyErr_Occurred() ? NULL : member_of(asked->elements, element, asked->element, asked->tag);
        int is_heading = tag != NULL && PyUnicode_CheckExact(tag) ? PySet_Contains(asked->headings, tag) : 0;
        if (tag == NULL || is_heading < 0)
            return -1;
        last = is_heading ? (int32_t)at : last;
        asked->under[at] = last;
    }
    return 0;
}

/* Get ready what the blocks of a page are asked for. */
static int begin(Asked *asked)
{
    Py_ssize_t blocks = PyList_GET_SIZE(asked->blocks), elements = PyList_GET_SIZE(asked->elements);
    if (blocks == 0 || elements == 0 || blocks >= INT32_MAX) {
        PyErr_SetString(PyExc_ValueError, "a page without blocks or elements");
        return -1;
    }
    asked->block = (PyTypeObject *)Py_NewRef(Py_TYPE(PyList_GET_ITEM(asked->blocks, 0)));
    asked->element = (PyTypeObject *)Py_NewRef(Py_TYPE(PyList_GET_ITEM(asked->elements, 0)));
    int found = (asked->text = offset_of(asked->block, "text")) >= 0 &&
                (asked->own = offset_of(asked->block, "element")) >= 0 &&
                (asked->tag = offset_of(asked->element, "tag")) >= 0 &&
                (asked->classes = offset_of(asked->element, "classes")) >= 0 &&
                (asked->parent = offset_of(asked->element, "parent")) >= 0;
    Py_DECREF(asked->block);
    Py_DECREF(asked->element);
    if (!found)
        return -1;
    asked->firsts = PyMem_Calloc((size_t)blocks, sizeof *asked->firsts);
    asked->under = PyMem_Malloc((size_t)blocks * sizeof *asked->under);
    asked->piled = PyMem_Malloc((size_t)elements * sizeof *asked->piled);
    if (asked->firsts == NULL || asked->under == NULL || asked->piled == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(asked->piled, -1, (size_t)elements * sizeof *asked->piled);
    if (find_headings(asked, blocks) < 0)
        return -1;
    if (PyList_GET_SIZE(asked->blocks) != blocks || PyList_GET_SIZE(asked->elements) != elements) {
        PyErr_SetString(PyExc_RuntimeError, "the list changed"); /* a type or a set may run code where it is asked */
        return -1;
    }
    return 0;
}

PyDoc_STRVAR(sum_doc, "sum(blocks, elements, chosen, headings, limits, sums): of each chosen block the sum of the weights "
                      "of its words; headings: a set of tags; limits: eight numbers, as `furniture_words` has them");

static PyObject *weighed_sum(PyObject *self, PyObject *args)
{
    const Weighed *weighed = (const Weighed *)self;
    PyObject *chosen_object, *sums_object;
    Py_buffer chosen, sums;
    Asked asked = {.blocks = NULL};
    Limits *limits = &asked.limits;
    if (!PyArg_ParseTuple(args, "O!O!OO!(nnnnnnnn)O", &PyList_Type, &asked.blocks, &PyList_Type, &asked.elements,
                          &chosen_object, &PyFrozenSet_Type, &asked.headings, &limits->words, &limits->whole,
                          &limits->heading, &limits->near, &limits->first_chars, &limits->headed, &limits->steps,
                          &limits->class_chars, &sums_object))
        return NULL;
    if (get_numbers(chosen_object, &chosen, 1, 'i', 8, 0) < 0)
        return NULL;
    if (get_numbers(sums_object, &sums, 2, 'd', 8, 1) < 0) {
        PyBuffer_Release(&chosen);
        return NULL;
    }
    const int64_t *places = chosen.buf;
    Py_ssize_t width = weighed->held ? weighed->weights.shape[1] : 0, count = PyList_GET_SIZE(asked.blocks), done = 0;
    int fits = weighed->held && weighed->rows != NULL && sums.shape[0] == chosen.shape[0] && sums.shape[1] == width &&
               !share_memory(&chosen, &sums) && limits->words > limits->whole && limits->words <= MOST_FIRST &&
               limits->first_chars >= 0 && limits->steps <= MOST_STEPS && limits->class_chars < MOST_CLASS_CHARS;
    for (Py_ssize_t place = 0; fits && place < chosen.shape[0]; place++)
        fits = places[place] >= 0 && places[place] < count;
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "arrays or limits that do not fit");
    else if (chosen.shape[0] > 0 && begin(&asked) == 0)
        for (; done < chosen.shape[0]; done++) {
            Rows rows;
            double *into = (double *)((char *)sums.buf + (sums.shape[0] > 1 ? done * sums.strides[0] : 0));
            if (read_rows(&rows, &asked, weighed, (Py_ssize_t)places[done]) < 0)
                break;
            memset(into, 0, (size_t)width * sizeof *into);
            for (Py_ssize_t at = 0; at < rows.count; at++) {
                const float *own = (const float *)weighed->weights.buf + rows.rows[at] * width;
                for (Py_ssize_t place = 0; place < width; place++)
                    into[place] += (double)own[place];
            }
        }
    PyMem_Free(asked.firsts);
    PyMem_Free(asked.under);
    PyMem_Free(asked.piled);
    PyMem_Free(asked.pile.rows);
    PyBuffer_Release(&sums);
    PyBuffer_Release(&chosen);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* Note the rows of a kind's words. */
static int note_rows(Weighed *weighed, PyObject *places, int kind)
{
    PyObject *word, *row;
    for (Py_ssize_t next = 0; PyDict_Next(places, &next, &word, &row);) {
        Py_ssize_t number = PyLong_CheckExact(row) ? PyLong_AsSsize_t(row) : -1;
        if (number < 0 || number >= weighed->weights.shape[0] || PyUnicode_GET_LENGTH(word) >= MOST_LETTERS) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a row that is not there, or a word that is too long");
            return -1;
        }
        weighed->rows[(entry_of(weighed->words, word) - weighed->words->entries) * KINDS + kind] = (int32_t)number;
    }
    return 0;
}

/* Fill in the table of the words of all kinds. */
static int fill_words(Weighed *weighed, PyObject *places)
{
    PyObject *all = PyDict_New();
    int failed = all == NULL || PyTuple_GET_SIZE(places) != KINDS;
    for (int kind = 0; !failed && kind < KINDS; kind++)
        failed = !PyDict_CheckExact(PyTuple_GET_ITEM(places, kind)) || PyDict_Update(all, PyTuple_GET_ITEM(places, kind)) < 0;
    if (!failed) /* which refuses what is no string */
        failed = (weighed->words = (Words *)PyObject_CallOneArg((PyObject *)&WordsType, all)) == NULL;
    Py_XDECREF(all);
    if (failed) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "a dict of rows for each kind");
        return -1;
    }
    if (weighed->words->slots >= INT32_MAX / KINDS) {
        PyErr_SetString(PyExc_ValueError, "too many words");
        return -1;
    }
    weighed->rows = PyMem_Malloc(weighed->words->slots * KINDS * sizeof *weighed->rows);
    if (weighed->rows == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(weighed->rows, -1, weighed->words->slots * KINDS * sizeof *weighed->rows);
    for (int kind = 0; !failed && kind < KINDS; kind++)
        failed = note_rows(weighed, PyTuple_GET_ITEM(places, kind), kind) < 0;
    return failed ? -1 : 0;
}

static int weighed_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"places", "weights", NULL};
    Weighed *weighed = (Weighed *)self;
    PyObject *places, *weights;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!O", names, &PyTuple_Type, &places, &weights))
        return -1;
    if (weighed->words != NULL || weighed->held) {
        PyErr_SetString(PyExc_TypeError, "words are set once");
        return -1;
    }
    if (get_numbers(weights, &weighed->weights, 2, 'f', 4, 0) < 0)
        return -1;
    weighed->held = 1;
    if (weighed->weights.shape[0] > 1 && weighed->weights.strides[0] != weighed->weights.shape[1] * 4) {
        PyErr_SetString(PyExc_ValueError, "rows of weights that lie apart");
        return -1;
    }
    return fill_words(weighed, places);
}

static void weighed_free(PyObject *self)
{
    Weighed *weighed = (Weighed *)self;
    if (weighed->held)
        PyBuffer_Release(&weighed->weights);
    PyMem_Free(weighed->rows);
    Py_XDECREF(weighed->words);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef weighed_methods[] = {
    {"sum", weighed_sum, METH_VARARGS, sum_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject WeighedType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Weighed",
    .tp_basicsize = sizeof(Weighed),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Weighed(places, weights)\n\nplaces: a dict of words and their rows for each of "
                        "`furniture_words.KINDS`; weights: [rows, width]."),
    .tp_new = PyType_GenericNew,
    .tp_init = weighed_init,
    .tp_dealloc = weighed_free,
    .tp_methods = weighed_methods,
};

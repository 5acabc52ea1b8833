/* Lines that hold a phrase of a table, anywhere or at their start, or are one as a whole (`dump.cues`). */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* Lines of more words are left to Python, as are those of scripts that it cuts otherwise. */
enum { MOST_WORDS = 128, MOST_LETTERS = 2 * MOST_WORDS, ANY = 1, START = 2, WHOLE = 3, LEFT = -2, LEAST_CUT = 0x307 };

/* What follows a phrase's first word. apart: a sign stands behind it. next: another phrase of the same first word, or of a
 * whole line, one behind its place; 0 for none. */
typedef struct {
    PyObject *rest; /* owned; a tuple of words */
    PyObject *kind; /* owned */
    int apart;
    Py_ssize_t next;
} Phrase;

/* Phrases by their first words: a word's slot in the table tells the first of them, one behind its place. */
typedef struct {
    Words *words; /* owned */
    Py_ssize_t *firsts;
    Phrase *phrases;
    Py_ssize_t count;
} Table;

typedef struct {
    PyObject_HEAD
    Table start, anywhere, whole;
    Words *trim, *signs; /* owned */
    Py_UCS4 least;       /* of the letters for which a line may be left to Python */
} Cues;

/* A line in lower case, but for capitals of ASCII. */
typedef struct {
    int kind, ascii;
    const void *letters;
    Py_ssize_t size, count;
    Word words[MOST_WORDS];
} Line;

/* Whether a letter is one of the words of a table. */
static int is_listed(const Words *words, Py_UCS4 letter)
{
    if (letter < 0x80)
        return has_letter(words, (Py_UCS1)letter);
    return find_word(words, end_hash(add_letter(start_hash(), letter)), PyUnicode_4BYTE_KIND, &letter, 0, 1, 0) != NULL;
}

/* Whether words are cut otherwise by this letter than by what is alphanumeric: marks of scripts in which they belong to
 * words, joiners, a capital that has two signs in lower case, colons that are read as one. Python cuts such lines. */
static int is_cut_by_python(Py_UCS4 letter)
{
    if (letter == LEAST_CUT || letter == 0x55D || letter == 0x1361 || letter == 0xFF1A || letter == 0x200C || letter == 0x200D)
        return 1;
    return ((letter >= 0x591 && letter < 0x10A0) || (letter >= 0x1780 && letter < 0x1800)) && !is_word(letter);
}

/* Cut the letters of a line into words; LEFT where Python must. */
static inline __attribute__((always_inline)) int cut_letters(int kind, Line *line, const Cues *cues)
{
    const void *letters = line->letters;
    const Py_ssize_t size = line->size;
    Py_ssize_t begun = -1, count = 0;
    uint64_t hash = 0;
    for (Py_ssize_t at = 0; !line->ascii && at < size; at++) {
        Py_UCS4 letter = fold(PyUnicode_READ(kind, letters, at));
        if (letter >= cues->least && (is_listed(cues->signs, letter) || is_cut_by_python(letter)))
            return LEFT;
    }
    for (Py_ssize_t at = 0; at <= size; at++) {
        Py_UCS4 letter = at < size ? word_letter(PyUnicode_READ(kind, letters, at)) : 0;
        if (letter != 0 && letter != '_') {
            hash = add_letter(begun < 0 ? start_hash() : hash, letter);
            begun = begun < 0 ? at : begun;
        } else if (begun >= 0) {
            if (count == MOST_WORDS)
                return LEFT;
            line->words[count++] = (Word){begun, at - begun, end_hash(hash)};
            begun = -1;
        }
    }
    line->count = count;
    return 0;
}

/* Cut a line into its words; LEFT where Python must. */
static int cut_line(Line *line, PyObject *text, const Cues *cues)
{
    line->kind = PyUnicode_KIND(text);
    line->ascii = PyUnicode_IS_ASCII(text);
    line->letters = PyUnicode_DATA(text);
    line->size = PyUnicode_GET_LENGTH(text);
    return OF_KIND(cut_letters, line->kind, line, cues);
}

/* The first phrase of a word, one behind its place; 0 for none. */
static Py_ssize_t first_phrase(const Table *table, int kind, const void *letters, const Word *word)
{
    const Entry *entry = find_word(table->words, word->hash, kind, letters, word->start, word->length, 1);
    return entry == NULL ? 0 : table->firsts[entry - table->words->entries];
}

static int is_same_word(PyObject *word, const Line *line, const Word *other)
{
    int kind = PyUnicode_KIND(word);
    const void *letters = PyUnicode_DATA(word);
    Py_ssize_t at = 0;
    if (PyUnicode_GET_LENGTH(word) != other->length)
        return 0;
    while (at < other->length &&
           PyUnicode_READ(kind, letters, at) == fold(PyUnicode_READ(line->kind, line->letters, other->start + at)))
        at++;
    return at == other->length;
}

/* Whether the words behind one are those of a phrase, and a sign stands behind them where one must. */
static int follows(const Line *line, Py_ssize_t place, const Phrase *phrase)
{
    Py_ssize_t size = PyTuple_GET_SIZE(phrase->rest);
    if (size >= line->count - place)
        return 0;
    for (Py_ssize_t at = 0; at < size; at++)
        if (!is_same_word(PyTuple_GET_ITEM(phrase->rest, at), line, &line->words[place + 1 + at]))
            return 0;
    if (!phrase->apart)
        return 1;
    Py_ssize_t end = line->words[place + size].start + line->words[place + size].length;
    while (end < line->size && Py_UNICODE_ISSPACE(PyUnicode_READ(line->kind, line->letters, end)))
        end++;
    return end == line->size || !Py_UNICODE_ISALNUM(PyUnicode_READ(line->kind, line->letters, end));
}

/* The phrase that a line is as a whole, without what is taken off its ends, one behind its place; 0 for none. */
static Py_ssize_t whole_phrase(const Line *line, const Cues *cues)
{
    Py_UCS4 letters[MOST_LETTERS];
    Word whole = {0, 0, start_hash()};
    Py_ssize_t first = 0, last = line->size;
    while (first < last && is_listed(cues->trim, PyUnicode_READ(line->kind, line->letters, first)))
        first++;
    while (last > first && is_listed(cues->trim, PyUnicode_READ(line->kind, line->letters, last - 1)))
        last--;
    if (last - first > cues->whole.words->longest || last - first > MOST_LETTERS)
        return 0;
    for (Py_ssize_t at = first; at < last; at++) {
        Py_UCS4 letter = fold(PyUnicode_READ(line->kind, line->letters, at));
        letter = letter == 0x2019 ? '\'' : letter; /* as the tables have it */
        letters[whole.length++] = letter;
        whole.hash = add_letter(whole.hash, letter);
    }
    whole.hash = end_hash(whole.hash);
    return first_phrase(&cues->whole, PyUnicode_4BYTE_KIND, letters, &whole);
}

/* Note a kind in the dict of a line, which is made for the first one. */
static int note_kind(PyObject **found, PyObject *kind, long strength)
{
    if (*found == NULL && (*found = PyDict_New()) == NULL)
        return -1;
    PyObject *value = PyLong_FromLong(strength);
    int failed = value == NULL ? -1 : PyDict_SetItem(*found, kind, value);
    Py_XDECREF(value);
    return failed;
}

/* What a line, as `folded_by` gives it in lower case, holds: a new dict in `found`, left alone where it holds nothing. */
static int find_in_line(const Cues *cues, PyObject *text, PyObject **found)
{
    Line line;
    if (cut_line(&line, text, cues) == LEFT)
        return LEFT;
    for (Py_ssize_t place = 0; place < line.count; place++)
        for (Py_ssize_t at = first_phrase(&cues->anywhere, line.kind, line.letters, &line.words[place]); at > 0;
             at = cues->anywhere.phrases[at - 1].next) {
            const Phrase *phrase = &cues->anywhere.phrases[at - 1];
            if (follows(&line, place, phrase) && note_kind(found, phrase->kind, ANY) < 0)
                return -1;
        }
    for (Py_ssize_t at = line.count ? first_phrase(&cues->start, line.kind, line.letters, &line.words[0]) : 0; at > 0;
         at = cues->start.phrases[at - 1].next) {
        const Phrase *phrase = &cues->start.phrases[at - 1];
        if (follows(&line, 0, phrase) && note_kind(found, phrase->kind, START) < 0)
            return -1;
    }
    for (Py_ssize_t at = whole_phrase(&line, cues); at > 0; at = cues->whole.phrases[at - 1].next)
        if (note_kind(found, cues->whole.phrases[at - 1].kind, WHOLE) < 0)
            return -1;
    return 0;
}

PyDoc_STRVAR(find_doc, "find(blocks, longest, none) -> for each block a dict of its kinds and their strengths, `none` where "
                       "it has none or is longer; and the places of those that are left to Python");

static PyObject *cues_find(PyObject *self, PyObject *args)
{
    const Cues *cues = (const Cues *)self;
    PyObject *blocks, *none;
    Py_ssize_t longest;
    if (!PyArg_ParseTuple(args, "O!nO", &PyList_Type, &blocks, &longest, &none))
        return NULL;
    if (cues->signs == NULL) {
        PyErr_SetString(PyExc_TypeError, "a table without phrases");
        return NULL;
    }
    PyObject *all = PyList_New(0), *left = PyList_New(0), *result = NULL;
    int failed = all == NULL || left == NULL;
    for (Py_ssize_t at = 0; !failed && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *block = Py_NewRef(PyList_GET_ITEM(blocks, at)), *text = block_text(block), *found = NULL;
        int told = 0;
        Py_DECREF(block);
        if (text != NULL && PyUnicode_GET_LENGTH(text) <= longest) {
            Py_SETREF(text, folded_by(text, "lower"));
            if (text != NULL)
                told = find_in_line(cues, text, &found);
        }
        failed = text == NULL || told == -1 || PyList_Append(all, found == NULL ? none : found) < 0;
        if (!failed && told == LEFT) {
            PyObject *place = PyLong_FromSsize_t(at);
            failed = place == NULL || PyList_Append(left, place) < 0;
            Py_XDECREF(place);
        }
        Py_XDECREF(found);
        Py_XDECREF(text);
    }
    if (!failed)
        result = PyTuple_Pack(2, all, left);
    Py_XDECREF(all);
    Py_XDECREF(left);
    return result;
}

/* Fill in a table from a dict of phrases, (rest, kind, apart), by first words. */
static int fill_table(Table *table, PyObject *told)
{
    PyObject *word, *each;
    Py_ssize_t at = 0, room = 0;
    if (!PyDict_CheckExact(told)) { /* another one may tell other words each time it is asked */
        PyErr_SetString(PyExc_TypeError, "phrases are a dict");
        return -1;
    }
    table->words = (Words *)PyObject_CallOneArg((PyObject *)&WordsType, told);
    if (table->words == NULL)
        return -1;
    while (PyDict_Next(told, &at, &word, &each)) {
        if (!PyTuple_Check(each)) {
            PyErr_SetString(PyExc_TypeError, "a tuple of phrases for each word");
            return -1;
        }
        room += PyTuple_GET_SIZE(each);
    }
    table->firsts = PyMem_Calloc(table->words->slots, sizeof *table->firsts);
    table->phrases = PyMem_Calloc((size_t)room + 1, sizeof *table->phrases);
    if (table->firsts == NULL || table->phrases == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (at = 0; PyDict_Next(told, &at, &word, &each);) {
        Py_ssize_t *link = &table->firsts[entry_of(table->words, word) - table->words->entries];
        for (Py_ssize_t place = 0; place < PyTuple_GET_SIZE(each); place++) {
            Phrase *phrase = &table->phrases[table->count];
            PyObject *own = PyTuple_GET_ITEM(each, place), *rest, *kind;
            PyObject *apart; /* a bool: asking another thing may run code, and change the dict */
            if (!PyTuple_Check(own) || !PyArg_ParseTuple(own, "O!O!O!", &PyTuple_Type, &rest, &PyLong_Type, &kind,
                                                         &PyBool_Type, &apart)) {
                if (!PyErr_Occurred())
                    PyErr_SetString(PyExc_TypeError, "a phrase is its other words, its kind, whether a sign follows");
                return -1;
            }
            for (Py_ssize_t next = 0; next < PyTuple_GET_SIZE(rest); next++)
                if (!PyUnicode_CheckExact(PyTuple_GET_ITEM(rest, next))) {
                    PyErr_SetString(PyExc_TypeError, "words are strings");
                    return -1;
                }
            *phrase = (Phrase){Py_NewRef(rest), Py_NewRef(kind), apart == Py_True, 0};
            *link = ++table->count;
            link = &phrase->next;
        }
    }
    return 0;
}

static int cues_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"start", "anywhere", "whole", "trim", "signs", NULL};
    Cues *cues = (Cues *)self;
    PyObject *start, *anywhere, *whole, *trim, *signs;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!O!O!OO", names, &PyDict_Type, &start, &PyDict_Type, &anywhere,
                                     &PyDict_Type, &whole, &trim, &signs))
        return -1;
    if (cues->start.words != NULL) {
        PyErr_SetString(PyExc_TypeError, "phrases are set once");
        return -1;
    }
    if (fill_table(&cues->start, start) < 0 || fill_table(&cues->anywhere, anywhere) < 0 ||
        fill_table(&cues->whole, whole) < 0 ||
        (cues->trim = (Words *)PyObject_CallOneArg((PyObject *)&WordsType, trim)) == NULL ||
        (cues->signs = (Words *)PyObject_CallOneArg((PyObject *)&WordsType, signs)) == NULL)
        return -1;
    cues->least = LEAST_CUT;
    for (size_t slot = 0; slot < cues->signs->slots; slot++) {
        PyObject *sign = cues->signs->entries[slot].word;
        if (sign != NULL && PyUnicode_GET_LENGTH(sign) == 1 && PyUnicode_READ_CHAR(sign, 0) < cues->least)
            cues->least = PyUnicode_READ_CHAR(sign, 0);
    }
    return 0;
}

static void cues_free(PyObject *self)
{
    Cues *cues = (Cues *)self;
    Table *tables[] = {&cues->start, &cues->anywhere, &cues->whole};
    for (int which = 0; which < 3; which++) {
        for (Py_ssize_t at = 0; at < tables[which]->count; at++) {
            Py_DECREF(tables[which]->phrases[at].rest);
            Py_DECREF(tables[which]->phrases[at].kind);
        }
        PyMem_Free(tables[which]->phrases);
        PyMem_Free(tables[which]->firsts);
        Py_XDECREF(tables[which]->words);
    }
    Py_XDECREF(cues->trim);
    Py_XDECREF(cues->signs);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef cues_methods[] = {
    {"find", cues_find, METH_VARARGS, find_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject CuesType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Cues",
    .tp_basicsize = sizeof(Cues),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Cues(start, anywhere, whole, trim, signs)\n\nstart, anywhere: {first word: ((other words, kind, "
                        "apart), ...)}; whole: {line: (((), kind, apart), ...)}; trim: what is taken off lines; signs: what "
                        "a line is left to Python for."),
    .tp_new = PyType_GenericNew,
    .tp_init = cues_init,
    .tp_dealloc = cues_free,
    .tp_methods = cues_methods,
};

/* measure_cues(found, rows): in the row of each kind the strengths of the blocks, zeros where they have none. */
PyObject *measure_cues(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *found, *object, *kind, *strength;
    Py_buffer rows;
    if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &found, &object) || get_numbers(object, &rows, 2, 'f', 4, 1) < 0)
        return NULL;
    int fits = rows.shape[1] == PyList_GET_SIZE(found);
    for (Py_ssize_t row = 0; fits && row < rows.shape[0]; row++)
        memset((char *)rows.buf + row * rows.strides[0], 0, (size_t)rows.shape[1] * sizeof(float));
    for (Py_ssize_t at = 0; fits && at < rows.shape[1]; at++) {
        PyObject *own = PyList_GET_ITEM(found, at);
        Py_ssize_t next = 0;
        fits = PyDict_CheckExact(own);
        while (fits && PyDict_Next(own, &next, &kind, &strength)) {
            Py_ssize_t row = PyLong_CheckExact(kind) ? PyLong_AsSsize_t(kind) : -1;
            fits = row >= 0 && row < rows.shape[0] && PyLong_CheckExact(strength);
            if (fits)
                ((float *)((char *)rows.buf + row * rows.strides[0]))[at] = (float)PyLong_AsDouble(strength);
        }
    }
    PyBuffer_Release(&rows);
    if (!fits && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "kinds that are not there");
    return fits && !PyErr_Occurred() ? Py_NewRef(Py_None) : NULL;
}

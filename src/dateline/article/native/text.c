/* What the features count in the blocks' texts (`of_text.count_plainly`), and words cut and looked up without strings. */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* Characters beyond this have no kind; the bits are those of `of_text`, handed over by name. */
enum { POINTS = 0x10000, SAMPLE = 60, MOST_WORDS = 400, MOST_CHARS = 3000, UNSPACED_CHARS = 2000, MOST_LINKS = 30 };

/* ---- a set of words ---- */

uint64_t hash_start;

/* Python's own hash of a string starts from its process's secret. */
int start_hashes(void)
{
    PyObject *text = PyUnicode_FromString("dateline");
    Py_hash_t told = text == NULL ? -1 : PyObject_Hash(text);
    Py_XDECREF(text);
    hash_start = 1469598103934665603u ^ (uint64_t)told;
    return told == -1 ? -1 : 0;
}

const Entry *find_word(const Words *words, uint64_t hash, int kind, const void *letters, Py_ssize_t start,
                       Py_ssize_t length, int folds)
{
    if (words->slots == 0)
        return NULL;
    for (size_t slot = hash & (words->slots - 1);; slot = (slot + 1) & (words->slots - 1)) {
        const Entry *entry = &words->entries[slot];
        if (entry->word == NULL)
            return NULL;
        if (entry->hash != hash || PyUnicode_GET_LENGTH(entry->word) != length)
            continue;
        int own = PyUnicode_KIND(entry->word);
        const void *known = PyUnicode_DATA(entry->word);
        Py_ssize_t at = 0;
        for (; at < length; at++) {
            Py_UCS4 letter = PyUnicode_READ(kind, letters, start + at);
            if (folds && letter >= 'A' && letter <= 'Z')
                letter += 32;
            if (PyUnicode_READ(own, known, at) != letter)
                break;
        }
        if (at == length)
            return entry;
    }
}

static int words_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"words", NULL};
    Words *words = (Words *)self;
    PyObject *told, *word;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O", names, &told))
        return -1;
    if (words->entries != NULL) {
        PyErr_SetString(PyExc_TypeError, "words are set once");
        return -1;
    }
    PyObject *set = PyFrozenSet_New(told), *each = set == NULL ? NULL : PyObject_GetIter(set);
    if (each == NULL) {
        Py_XDECREF(set);
        return -1;
    }
    size_t slots = 16;
    while (slots < 2 * (size_t)PySet_GET_SIZE(set))
        slots *= 2;
    words->entries = PyMem_Calloc(slots, sizeof(Entry));
    if (words->entries == NULL)
        PyErr_NoMemory();
    else
        words->slots = slots;
    while (!PyErr_Occurred() && (word = PyIter_Next(each)) != NULL) {
        if (!PyUnicode_CheckExact(word)) {
            PyErr_SetString(PyExc_TypeError, "words are strings");
            Py_DECREF(word);
            break;
        }
        uint64_t hash = start_hash();
        for (Py_ssize_t place = 0; place < PyUnicode_GET_LENGTH(word); place++)
            hash = add_letter(hash, PyUnicode_READ_CHAR(word, place));
        hash = end_hash(hash);
        size_t slot = hash & (slots - 1);
        while (words->entries[slot].word != NULL)
            slot = (slot + 1) & (slots - 1);
        words->entries[slot] = (Entry){word, hash};
        if (PyUnicode_GET_LENGTH(word) == 1 && PyUnicode_READ_CHAR(word, 0) < 0x80)
            words->letters[PyUnicode_READ_CHAR(word, 0) >> 3] |= (uint8_t)(1 << (PyUnicode_READ_CHAR(word, 0) & 7));
    }
    Py_DECREF(each);
    Py_DECREF(set);
    return PyErr_Occurred() ? -1 : 0;
}

static void words_free(PyObject *self)
{
    Words *words = (Words *)self;
    for (size_t slot = 0; slot < words->slots; slot++)
        Py_XDECREF(words->entries[slot].word);
    PyMem_Free(words->entries);
    Py_TYPE(self)->tp_free(self);
}

PyTypeObject WordsType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Words",
    .tp_basicsize = sizeof(Words),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Words({word, ...}): a table that is asked without making strings."),
    .tp_new = PyType_GenericNew,
    .tp_init = words_init,
    .tp_dealloc = words_free,
};

/* ---- counts ---- */

typedef struct {
    uint16_t space, stop, ideographic_stop, ends, comma, digit, upper, lower, quote, colon, bar, copyright, question,
        unspaced;
} Bits;

typedef struct {
    Py_ssize_t size, spaces, stops, capitals, commas, digits, quotes, bars, copyrights, questions, unspaced, words, known;
    uint16_t first, last;
    int address;
} Counts;

static inline uint16_t kind_of(const uint16_t *table, Py_UCS4 letter)
{
    return table[letter < POINTS ? letter : POINTS];
}

/* The counts of some letters, of which there is one at least. */
static inline __attribute__((always_inline)) void count_letters(Counts *counts, int kind, const void *letters,
                                                                Py_ssize_t size, const uint16_t *table, const Bits *bits,
                                                                const Words *stops)
{
    const uint16_t telling = bits->stop | bits->ideographic_stop | bits->comma | bits->digit | bits->quote | bits->bar |
                             bits->copyright | bits->question | bits->unspaced;
    Py_ssize_t begun = 0, word = 0;
    uint64_t hash = start_hash();
    uint16_t next = kind_of(table, PyUnicode_READ(kind, letters, 0));
    *counts = (Counts){.size = size, .first = next};
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, at);
        uint16_t here = next;
        next = at + 1 < size ? kind_of(table, PyUnicode_READ(kind, letters, at + 1)) : 0;
        if (here & bits->space) {
            counts->spaces++;
            if (word < SAMPLE)
                counts->known += find_word(stops, end_hash(hash), kind, letters, begun, at - begun, 0) != NULL;
            word++;
            begun = at + 1;
            hash = start_hash();
            continue;
        }
        if (word < SAMPLE) {
            hash = add_letter(hash, letter);
            counts->capitals += at == begun && here & bits->upper;
        }
        if (here & telling) {
            counts->stops += (here & bits->stop && next & bits->space) || here & bits->ideographic_stop;
            counts->commas += (here & bits->comma) != 0;
            counts->digits += (here & bits->digit) != 0;
            counts->quotes += (here & bits->quote) != 0;
            counts->bars += (here & bits->bar) != 0;
            counts->copyrights += (here & bits->copyright) != 0;
            counts->questions += (here & bits->question) != 0;
            counts->unspaced += (here & bits->unspaced) != 0 && at < UNSPACED_CHARS;
        } else if (letter == '@') {
            counts->address = 1;
        } else if ((letter == 'h' || letter == 'w') && size - at >= 4) {
            Py_UCS4 second = PyUnicode_READ(kind, letters, at + 1), third = PyUnicode_READ(kind, letters, at + 2),
                    fourth = PyUnicode_READ(kind, letters, at + 3);
            counts->address |= letter == 'h' ? second == 't' && third == 't' && fourth == 'p'
                                             : second == 'w' && third == 'w' && fourth == '.';
        }
    }
    if (word < SAMPLE)
        counts->known += find_word(stops, end_hash(hash), kind, letters, begun, size - begun, 0) != NULL;
    counts->words = word + 1;
    counts->last = kind_of(table, PyUnicode_READ(kind, letters, size - 1));
}

/* The counts of one text, which is not empty; a loop for each width of letters. */
static void count_text(Counts *counts, PyObject *text, const uint16_t *table, const Bits *bits, const Words *stops)
{
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
        count_letters(counts, PyUnicode_1BYTE_KIND, letters, size, table, bits, stops);
        break;
    case PyUnicode_2BYTE_KIND:
        count_letters(counts, PyUnicode_2BYTE_KIND, letters, size, table, bits, stops);
        break;
    default:
        count_letters(counts, PyUnicode_4BYTE_KIND, letters, size, table, bits, stops);
    }
}

static double smaller(double first, double second)
{
    return first < second ? first : second;
}

/* The rows of one text, in the order of `of_text.count_plainly`, each number made as numpy makes it there. */
static void fill_rows(float *to, Py_ssize_t stride, const Counts *counts, const Bits *bits, const Py_ssize_t *told)
{
    double size = (double)counts->size, share = 1.0 / size;
    float words = (float)counts->spaces + 1.0f, sample = words < SAMPLE ? words : (float)SAMPLE;
    float ends = (counts->last & bits->ends) != 0;
    float unspaced = (float)((double)counts->unspaced * 0.5 * (size / UNSPACED_CHARS > 1.0 ? size / UNSPACED_CHARS : 1.0));
    float mass = words + unspaced;
    Py_ssize_t head = counts->words < SAMPLE ? counts->words : SAMPLE;
    const float rows[] = {
        mass < MOST_WORDS ? mass : (float)MOST_WORDS,
        (float)smaller(size, MOST_CHARS),
        (float)counts->stops + ends,
        ends,
        (float)counts->commas,
        (float)((double)(float)counts->digits * share),
        (float)counts->capitals / sample,
        (float)smaller((double)told[0], MOST_LINKS),
        (float)smaller(1.0, (double)told[1] * share),
        (float)smaller(1.0, (double)told[2] * share),
        (float)counts->quotes,
        (float)smaller(20.0, size / (double)words),
        (float)((double)counts->known / (double)head),
        (counts->first & bits->lower) != 0,
        (counts->last & bits->colon) != 0,
        (float)counts->address,
        (float)counts->bars,
        counts->copyrights > 0,
    };
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
        to[(Py_ssize_t)row * stride] = rows[row];
    to[21 * stride] = counts->questions > 0;
}

static Py_ssize_t number_of(PyObject *owner, PyObject *name)
{
    PyObject *value = PyObject_GetAttr(owner, name);
    Py_ssize_t number = value == NULL ? -1 : PyLong_AsSsize_t(value);
    Py_XDECREF(value);
    return number;
}

enum { TEXT_ROWS = 22 };

PyObject *measure_texts(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *stops, *table_object, *matrix_object, *result = NULL;
    Py_buffer table, matrix;
    Bits bits;
    if (!PyArg_ParseTuple(args, "O!O!O(HHHHHHHHHHHHHH)O", &PyList_Type, &blocks, &WordsType, &stops, &table_object,
                          &bits.space, &bits.stop, &bits.ideographic_stop, &bits.ends, &bits.comma, &bits.digit,
                          &bits.upper, &bits.lower, &bits.quote, &bits.colon, &bits.bar, &bits.copyright,
                          &bits.question, &bits.unspaced, &matrix_object))
        return NULL;
    if (PyObject_GetBuffer(table_object, &table, PyBUF_SIMPLE) < 0)
        return NULL;
    if (PyObject_GetBuffer(matrix_object, &matrix, PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE | PyBUF_FORMAT) < 0) {
        PyBuffer_Release(&table);
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(blocks);
    if (table.len != (POINTS + 1) * 2 || (uintptr_t)table.buf % 2 || matrix.ndim != 2 ||
        strcmp(matrix.format ? matrix.format : "", "f") != 0 || (uintptr_t)matrix.buf % 4 ||
        matrix.shape[0] != TEXT_ROWS || matrix.shape[1] != count) {
        PyErr_SetString(PyExc_ValueError, "a table or a matrix of another shape");
        goto done;
    }
    PyObject *names[4] = {PyUnicode_InternFromString("text"), PyUnicode_InternFromString("links"),
                          PyUnicode_InternFromString("link_chars"), PyUnicode_InternFromString("bold_chars")};
    int failed = !names[0] || !names[1] || !names[2] || !names[3];
    for (Py_ssize_t at = 0; !failed && at < count; at++) {
        PyObject *block = Py_NewRef(PyList_GET_ITEM(blocks, at)), *text = PyObject_GetAttr(block, names[0]);
        Py_ssize_t told[3];
        failed = text == NULL;
        for (int place = 0; !failed && place < 3; place++) {
            told[place] = number_of(block, names[place + 1]);
            failed = told[place] == -1 && PyErr_Occurred();
        }
        if (!failed && PyList_GET_SIZE(blocks) != count) {
            PyErr_SetString(PyExc_RuntimeError, "the list changed");
            failed = 1;
        }
        if (!failed && (!PyUnicode_Check(text) || PyUnicode_GET_LENGTH(text) == 0)) {
            PyErr_SetString(PyExc_ValueError, "a block without text");
            failed = 1;
        }
        if (!failed) {
            Counts counts;
            count_text(&counts, text, table.buf, &bits, (const Words *)stops);
            fill_rows((float *)matrix.buf + at, count, &counts, &bits, told);
        }
        Py_XDECREF(text);
        Py_DECREF(block);
    }
    for (int place = 0; place < 4; place++)
        Py_XDECREF(names[place]);
    if (!failed)
        result = Py_NewRef(Py_None);
done:
    PyBuffer_Release(&matrix);
    PyBuffer_Release(&table);
    return result;
}

/* ---- words ---- */

/* Signs and letters that are the same in lower and in folded case: those of Latin-1 and of punctuation, as most are. */
static int is_same(Py_UCS4 letter)
{
    return letter < 0x80 || (letter >= 0xA0 && letter < 0xC0 && letter != 0xB5) || (letter >= 0xE0 && letter <= 0xFF) ||
           (letter >= 0x2000 && letter <= 0x206F) || (letter >= 0x20A0 && letter <= 0x20BF);
}

PyObject *folded_by(PyObject *text, const char *method)
{
    if (!PyUnicode_CheckExact(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is a string");
        return NULL;
    }
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = PyUnicode_IS_ASCII(text) ? size : 0;
    while (at < size && is_same(PyUnicode_READ(kind, letters, at)))
        at++;
    return at == size ? Py_NewRef(text) : PyObject_CallMethod(text, method, NULL);
}

/* Some letters of a text as a string, capital ones of ASCII as small ones. */
static PyObject *small_word(int kind, const void *letters, Py_ssize_t first, Py_ssize_t length)
{
    Py_UCS4 most = 0x7F;
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, first + at);
        most = letter > most ? letter : most;
    }
    PyObject *word = PyUnicode_New(length, most);
    if (word != NULL && most < 0x80 && kind == PyUnicode_1BYTE_KIND) {
        const Py_UCS1 *from = (const Py_UCS1 *)letters + first;
        Py_UCS1 *to = PyUnicode_1BYTE_DATA(word);
        for (Py_ssize_t at = 0; at < length; at++)
            to[at] = (Py_UCS1)fold(from[at]);
        return word;
    }
    for (Py_ssize_t at = 0; word != NULL && at < length; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, first + at);
        PyUnicode_WRITE(PyUnicode_KIND(word), PyUnicode_DATA(word), at, letter < 0x80 ? (Py_UCS4)Py_TOLOWER(letter) : letter);
    }
    return word;
}

/* The words of a text in folded case, as `folded.folded_words` cuts them. */
PyObject *folded_words(PyObject *Py_UNUSED(module), PyObject *text)
{
    PyObject *folded = folded_by(text, "casefold");
    PyObject *words = folded == NULL ? NULL : PyList_New(0);
    if (words == NULL) {
        Py_XDECREF(folded);
        return NULL;
    }
    int kind = PyUnicode_KIND(folded);
    const void *letters = PyUnicode_DATA(folded);
    Py_ssize_t size = PyUnicode_GET_LENGTH(folded), begun = -1;
    for (Py_ssize_t at = 0; at <= size; at++) {
        Py_UCS4 letter = at < size ? PyUnicode_READ(kind, letters, at) : ' ';
        if (letter < 0x80 ? Py_ISALNUM(letter) || letter == '_' : Py_UNICODE_ISALNUM(letter)) {
            begun = begun < 0 ? at : begun;
        } else if (begun >= 0) {
            PyObject *word = small_word(kind, letters, begun, at - begun);
            int failed = word == NULL || PyList_Append(words, word) < 0;
            Py_XDECREF(word);
            if (failed) {
                Py_CLEAR(words);
                break;
            }
            begun = -1;
        }
    }
    Py_DECREF(folded);
    return words;
}

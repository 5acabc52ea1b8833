/* Tables of words, and words cut out of texts: looked up without being made strings. */
#include "words.h"

#include <string.h>

#include "native.h"

/* ---- tables ---- */

uint64_t hash_start;
uint8_t word_letters[0x80];

/* Python's own hash of a string starts from its process's secret. */
int start_hashes(void)
{
    PyObject *text = PyUnicode_FromString("dateline");
    Py_hash_t told = text == NULL ? -1 : PyObject_Hash(text);
    Py_XDECREF(text);
    hash_start = 1469598103934665603u ^ (uint64_t)told;
    for (Py_UCS4 letter = 0; letter < 0x80; letter++)
        word_letters[letter] = is_word(letter) ? (uint8_t)fold(letter) : 0;
    return told == -1 ? -1 : 0;
}

int is_entry(const Entry *entry, uint64_t hash, int kind, const void *letters, Py_ssize_t start, Py_ssize_t length, int folds)
{
    if (entry->hash != hash || PyUnicode_GET_LENGTH(entry->word) != length)
        return 0;
    int own = PyUnicode_KIND(entry->word);
    const void *known = PyUnicode_DATA(entry->word);
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, start + at);
        if (PyUnicode_READ(own, known, at) != (folds ? fold(letter) : letter))
            return 0;
    }
    return 1;
}

static uint64_t hash_word(PyObject *word)
{
    uint64_t hash = start_hash();
    for (Py_ssize_t place = 0; place < PyUnicode_GET_LENGTH(word); place++)
        hash = add_letter(hash, PyUnicode_READ_CHAR(word, place));
    return end_hash(hash);
}

const Entry *entry_of(const Words *words, PyObject *word)
{
    return find_word(words, hash_word(word), PyUnicode_KIND(word), PyUnicode_DATA(word), 0, PyUnicode_GET_LENGTH(word), 0);
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
    words->tags = PyMem_Calloc(slots, 1);
    if (words->entries == NULL || words->tags == NULL)
        PyErr_NoMemory();
    else
        words->slots = slots;
    while (!PyErr_Occurred() && (word = PyIter_Next(each)) != NULL) {
        if (!PyUnicode_CheckExact(word)) {
            PyErr_SetString(PyExc_TypeError, "words are strings");
            Py_DECREF(word);
            break;
        }
        uint64_t hash = hash_word(word);
        size_t slot = hash & (slots - 1);
        while (words->entries[slot].word != NULL)
            slot = (slot + 1) & (slots - 1);
        words->entries[slot] = (Entry){word, hash};
        words->tags[slot] = tag_of(hash);
        words->longest = PyUnicode_GET_LENGTH(word) > words->longest ? PyUnicode_GET_LENGTH(word) : words->longest;
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
    PyMem_Free(words->tags);
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

/* ---- texts cut into words ---- */

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

/* A word of a text as a string, capital letters of ASCII as small ones. */
static inline __attribute__((always_inline)) PyObject *small_word(int kind, const void *letters, const Word *place)
{
    Py_UCS4 most = 0x7F;
    for (Py_ssize_t at = 0; at < place->length; at++)
        most |= PyUnicode_READ(kind, letters, place->start + at);
    PyObject *word = PyUnicode_New(place->length, most < 0x10FFFF ? most : 0x10FFFF);
    if (word == NULL || most > 0x7F) {
        for (Py_ssize_t at = 0; word != NULL && at < place->length; at++)
            PyUnicode_WRITE(PyUnicode_KIND(word), PyUnicode_DATA(word), at, fold(PyUnicode_READ(kind, letters, place->start + at)));
        return word;
    }
    for (Py_ssize_t at = 0; at < place->length; at++)
        PyUnicode_1BYTE_DATA(word)[at] = word_letters[PyUnicode_READ(kind, letters, place->start + at)];
    return word;
}

/* Words met before, which pages repeat: of those that fall together the last stays. */
enum { KEPT_WORDS = 4096, LONGEST_KEPT = 32 };
static struct {
    PyObject *word; /* owned */
    uint64_t hash;
} kept_words[KEPT_WORDS];

/* A word in small letters, a new reference. */
static inline __attribute__((always_inline)) PyObject *shared_word(int kind, const void *letters, const Word *place)
{
    size_t slot = place->hash % KEPT_WORDS;
    PyObject *word = kept_words[slot].word;
    if (word != NULL && kept_words[slot].hash == place->hash && PyUnicode_GET_LENGTH(word) == place->length) {
        int own = PyUnicode_KIND(word);
        const void *known = PyUnicode_DATA(word);
        Py_ssize_t at = 0;
        while (at < place->length && PyUnicode_READ(own, known, at) == fold(PyUnicode_READ(kind, letters, place->start + at)))
            at++;
        if (at == place->length)
            return Py_NewRef(word);
    }
    word = small_word(kind, letters, place);
    if (word != NULL && place->length <= LONGEST_KEPT) {
        Py_XSETREF(kept_words[slot].word, Py_NewRef(word));
        kept_words[slot].hash = place->hash;
    }
    return word;
}

/* Append the words of some letters in folded case. */
static inline __attribute__((always_inline)) int append_words(int kind, PyObject *words, const void *letters, Py_ssize_t size)
{
    Word place;
    for (Py_ssize_t at = 0; next_word(&place, kind, letters, size, &at);) {
        PyObject *word = shared_word(kind, letters, &place);
        int failed = word == NULL || PyList_Append(words, word) < 0;
        Py_XDECREF(word);
        if (failed)
            return -1;
    }
    return 0;
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
    if (OF_KIND(append_words, PyUnicode_KIND(folded), words, PyUnicode_DATA(folded), PyUnicode_GET_LENGTH(folded)) < 0)
        Py_CLEAR(words);
    Py_DECREF(folded);
    return words;
}

/* How many of some letters belong to words; most: a letter no less than any of these, of their width. */
static inline __attribute__((always_inline)) Py_ssize_t count_word_letters(int kind, const void *letters, Py_ssize_t size,
                                                                           Py_UCS4 *most)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_UCS4 letter = word_letter(PyUnicode_READ(kind, letters, at));
        count += letter != 0;
        *most |= letter;
    }
    return count;
}

/* The letters of words alone, put into a string of that many. */
static inline __attribute__((always_inline)) void fill_key(int kind, PyObject *key, const void *letters, Py_ssize_t size)
{
    int own = PyUnicode_KIND(key);
    void *to = PyUnicode_DATA(key);
    Py_ssize_t end = 0;
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_UCS4 letter = word_letter(PyUnicode_READ(kind, letters, at));
        if (letter != 0)
            PyUnicode_WRITE(own, to, end++, letter);
    }
}

/* folded_key(text) -> its words in folded case, with nothing between them */
PyObject *folded_key(PyObject *Py_UNUSED(module), PyObject *text)
{
    PyObject *folded = folded_by(text, "casefold");
    if (folded == NULL)
        return NULL;
    int kind = PyUnicode_KIND(folded);
    const void *letters = PyUnicode_DATA(folded);
    Py_UCS4 most = 0;
    Py_ssize_t size = PyUnicode_GET_LENGTH(folded), count = OF_KIND(count_word_letters, kind, letters, size, &most);
    PyObject *key = PyUnicode_New(count, most < 0x10FFFF ? most : 0x10FFFF);
    if (key != NULL)
        OF_KIND(fill_key, kind, key, letters, size);
    Py_DECREF(folded);
    return key;
}

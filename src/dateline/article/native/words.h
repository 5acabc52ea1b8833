/* A table of words that is asked letter by letter. */
#ifndef DATELINE_WORDS_H
#define DATELINE_WORDS_H

#include "native.h"

#include <stdint.h>

typedef struct {
    PyObject *word; /* owned; NULL where the slot is free */
    uint64_t hash;
} Entry;

typedef struct {
    PyObject_HEAD
    Entry *entries;
    uint8_t *tags;       /* of each slot a byte of its word's hash, so that most unknown words are told by few bytes; 0: free */
    size_t slots;        /* a power of two, more than there are words */
    Py_ssize_t longest;  /* letters of the longest word */
    uint8_t letters[32]; /* which letters of ASCII are words by themselves */
} Words;

/* A word of a text, with its hash in small letters. */
typedef struct {
    Py_ssize_t start, length;
    uint64_t hash;
} Word;

/* Another start in each process: a page must not know which of its words fall together. */
extern uint64_t hash_start;

static inline uint64_t start_hash(void)
{
    return hash_start;
}

static inline uint64_t add_letter(uint64_t hash, Py_UCS4 letter)
{
    return (hash ^ letter) * 1099511628211u;
}

static inline uint64_t end_hash(uint64_t hash)
{
    hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

/* Whether a letter of ASCII is one of the words. */
static inline int has_letter(const Words *words, Py_UCS1 letter)
{
    return words->letters[letter >> 3] >> (letter & 7) & 1;
}

static inline int is_word(Py_UCS4 letter)
{
    return letter < 0x80 ? Py_ISALNUM(letter) || letter == '_' : Py_UNICODE_ISALNUM(letter);
}

static inline Py_UCS4 fold(Py_UCS4 letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
}

/* What belongs to words of ASCII, in small letters; 0 for what does not. */
extern uint8_t word_letters[0x80];

/* The same of any letter. */
static inline Py_UCS4 word_letter(Py_UCS4 letter)
{
    return letter < 0x80 ? word_letters[letter] : Py_UNICODE_ISALNUM(letter) ? letter : 0;
}

/* The next word of a text from a place on, which becomes that behind it; 0 where there is none. */
static inline __attribute__((always_inline)) int next_word(Word *word, int kind, const void *letters, Py_ssize_t size,
                                                           Py_ssize_t *place)
{
    Py_ssize_t at = *place;
    Py_UCS4 letter = 0;
    uint64_t hash = start_hash();
    while (at < size && (letter = word_letter(PyUnicode_READ(kind, letters, at))) == 0)
        at++;
    word->start = at;
    for (; at < size && letter != 0; letter = ++at < size ? word_letter(PyUnicode_READ(kind, letters, at)) : 0)
        hash = add_letter(hash, letter);
    word->length = at - word->start;
    word->hash = end_hash(hash);
    *place = at;
    return word->length > 0;
}

/* Call what is made once for each width of letters, where most have one byte. */
#define OF_KIND(function, kind, ...)                                                                                     \
    ((kind) == PyUnicode_1BYTE_KIND   ? function(PyUnicode_1BYTE_KIND, __VA_ARGS__)                                      \
     : (kind) == PyUnicode_2BYTE_KIND ? function(PyUnicode_2BYTE_KIND, __VA_ARGS__)                                      \
                                      : function(PyUnicode_4BYTE_KIND, __VA_ARGS__))

/* A byte of a word's hash, not the one that tells its slot; never 0. */
static inline uint8_t tag_of(uint64_t hash)
{
    return (uint8_t)(hash >> 56) | 1;
}

/* Whether an entry is the word that stands at a place of a text. */
int is_entry(const Entry *entry, uint64_t hash, int kind, const void *letters, Py_ssize_t start, Py_ssize_t length, int folds);

/* The word that stands at a place of a text, NULL where it is none of the table's. folds: capitals count as small. */
static inline const Entry *find_word(const Words *words, uint64_t hash, int kind, const void *letters, Py_ssize_t start,
                                     Py_ssize_t length, int folds)
{
    if (words->slots == 0)
        return NULL;
    const size_t most = words->slots - 1;
    const uint8_t tag = tag_of(hash), *tags = words->tags;
    for (size_t slot = hash & most; tags[slot] != 0; slot = (slot + 1) & most)
        if (tags[slot] == tag && is_entry(&words->entries[slot], hash, kind, letters, start, length, folds))
            return &words->entries[slot];
    return NULL;
}

/* A word of the table, NULL where it is none. */
const Entry *entry_of(const Words *words, PyObject *word);

#endif

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
    size_t slots;        /* a power of two, more than there are words */
    uint8_t letters[32]; /* which letters of ASCII are words by themselves */
} Words;

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

/* The word that stands at a place of a text, NULL where it is none of the table's. folds: capitals count as small. */
const Entry *find_word(const Words *words, uint64_t hash, int kind, const void *letters, Py_ssize_t start,
                       Py_ssize_t length, int folds);

/* A word of the table, NULL where it is none. */
const Entry *entry_of(const Words *words, PyObject *word);

#endif

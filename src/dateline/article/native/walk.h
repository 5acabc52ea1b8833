/* The walk over a parsed page in C, as `blocks._Walk` does it in Python: the same elements, blocks and pictures.
 *
 * walker.c: the type that is made once a process; walk.c: nodes, elements, attributes; pieces.c: text and blocks. What is
 * rare is asked of the Python walk (`state`): metadata, scripts, lines that break. Nothing recurses, whatever grows is
 * bounded by what the parser holds, and a kind of node that is not known makes the caller walk in Python. */
#ifndef DATELINE_WALK_H
#define DATELINE_WALK_H

#include "native.h"

#include "lexbor.h"

enum { LINK = 1, BOLD = 2, HIDDEN = 8, PRE = 16, COVERED = 32 };

/* What a tag is, beside what its entry tells. */
enum {
    IS_TITLE = 1, IS_FIGURE = 2, IS_PHRASING = 4, IS_BUTTON = 8, IS_A = 16, IS_TIME = 32, IS_BR = 64, IS_IMG = 128,
    IS_SCRIPT = 256, IS_ROOT = 512, IS_APART = 1024, IS_CAPTION = 2048, IS_META = 4096,
    IS_LINK = 8192,
};

/* Attributes that the walk asks for, in the order of `attribute_names`. */
enum {
    CLASS, ID, ROLE, ITEMPROP, COMPONENT, HIDING, STYLE, REL, HREF, SRC, DATA_SRC, ALT, TYPE, PROPERTY, NAME, EQUIV,
    CONTENT, DATETIME, ATTRIBUTES,
};
extern const char *const attribute_names[ATTRIBUTES];

enum { LONGEST_TAG = 24, TAG_SLOTS = 1024, NAME_SLOTS = 512 };

typedef struct {
    PyObject *name; /* owned; NULL where the slot is free */
    uint64_t marks;
    int flags, inside, asks, holds, is;
    unsigned length;
    char bytes[LONGEST_TAG];
} Tag;

typedef struct {
    PyObject *name; /* owned */
    unsigned length;
    char bytes[LONGEST_TAG];
} Name;

typedef struct {
    PyObject_HEAD
    Lexbor lexbor;
    Tag tags[TAG_SLOTS];
    Name names[NAME_SLOTS]; /* attribute names met before; of those that fall together the last stays */
    PyObject *keys[ATTRIBUTES];
    PyObject *element, *block, *image; /* types */
    PyObject *marks_of, *hiding, *broken, *blank;
    PyObject *ask, *script, *parts, *titled, *lower, *strip; /* names of the state's methods */
    PyObject *flags_name;
    uint64_t hidden, own_line, figure, meta_marks;
    int begun; /* also where making it ready failed */
} Walker;

typedef struct {
    uint64_t marks;
    Py_ssize_t parent;
    int flags, is;
} Known;

typedef struct {
    PyObject *text; /* owned */
    Py_ssize_t owner;
    char blank;
} Piece;

typedef struct {
    Node *node;
    Py_ssize_t here, block;
    int flags;
} Around;

typedef struct {
    Walker *walker;
    PyObject *state, *markup, *elements, *blocks, *images, *metas, *links, *items; /* borrowed but for the lists */
    Node *document;
    Known *known;
    Piece *pieces;
    Around *around;
    Py_ssize_t count, room, piece_count, piece_room, around_count, around_room;
    Py_ssize_t container, most_blocks, order;
    int has_text, broken, titled;
    void *scratch; /* for the characters of one block */
    size_t scratch_size;
} Walk;

/* Results of steps: an error is set, all well, a page for the Python walk. */
enum { FAILED = -1, FINE = 0, UNKNOWN = 1 };


unsigned hash_of(const Byte *bytes, size_t length);

/* Walk from this node on. */
int walk_on(Walk *walk, Node *node);

/* Room for one more entry of an array that grows. */
int make_room(void **array, Py_ssize_t count, Py_ssize_t *room, size_t size);

/* A vectorcall with new references, which are given back; NULL where one of them is NULL, or on an error. */
PyObject *call_with(PyObject *called, PyObject **values, size_t count);

/* Append to a list, taking the reference; FAILED where it is NULL. */
int append_new(PyObject *list, PyObject *item);

/* Add to the pieces of the block to come. Takes the reference to the text, whatever comes of it. */
int add_piece(Walk *walk, PyObject *text, Py_ssize_t owner, char blank);
void clear_pieces(Walk *walk);

/* The pieces gathered become blocks. */
int flush(Walk *walk);

#endif

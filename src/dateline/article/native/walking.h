/* The walk over a parsed page in C, as `read._Walk` does it in Python: the same elements, blocks and pictures.
 *
 * walker.c: the type that is made once a process; walk.c: nodes and elements; attributes.c: what those tell; pieces.c:
 * text and blocks. What is rare is asked of the Python walk (`state`): metadata, scripts, lines that break. Nothing recurses, whatever grows is
 * bounded by what the parser holds, and a kind of node that is not known makes the caller walk in Python. */
#ifndef DATELINE_WALKING_H
#define DATELINE_WALKING_H

#include "native.h"

#include "lexbor.h"

enum { LINK = 1, BOLD = 2, HIDDEN = 8, PRE = 16, COVERED = 32, CELL = 64, CAPTION = 128 };

/* What a tag is, beside what its entry tells. */
enum {
    IS_TITLE = 1, IS_FIGURE = 2, IS_PHRASING = 4, IS_BUTTON = 8, IS_A = 16, IS_TIME = 32, IS_BR = 64, IS_IMG = 128,
    IS_SCRIPT = 256, IS_ROOT = 512, IS_APART = 1024, IS_CAPTION = 2048, IS_META = 4096,
    IS_LINK = 8192, IS_CELL = 16384,
};

/* Attributes that the walk asks for, in the order of `attribute_names`. */
enum {
    CLASS, ID, ROLE, ITEMPROP, COMPONENT, HIDING, STYLE, REL, HREF, SRC, DATA_SRC, ALT, TYPE, PROPERTY, NAME, EQUIV,
    CONTENT, DATETIME, ATTRIBUTES,
};
extern const char *const attribute_names[ATTRIBUTES];

/* How much of what was met is kept. A page that has more, or other words in the same slots, is read the slower. */
enum { LONGEST_TAG = 24, TAG_SLOTS = 1024, NAME_SLOTS = 512, WORDS_SLOTS = 16384, LONGEST_WORDS = 256 };
enum { STYLE_SLOTS = 512, KEPT_NUMBERS = 4096, MARKS_SLOTS = 512, ALONE_SLOTS = 2048 };

typedef struct {
    PyObject *name; /* owned; NULL where the slot is free */
    uint64_t marks;
    int flags, inside, asks, holds, is;
    unsigned length;
    char bytes[LONGEST_TAG];
} Tag;

/* A name, and the same in lower case. */
typedef struct {
    PyObject *lower; /* owned */
    unsigned length;
    char bytes[LONGEST_TAG];
} Name;

/* Words of ASCII alone that attributes told, and their marks; a style, and whether it hides. */
typedef struct {
    PyObject *words; /* owned */
    uint64_t marks;
} WordsMet;

typedef struct {
    PyObject *number; /* owned */
    uint64_t marks;
} Marks;

/* An attribute, its value of ASCII alone, and the dict of an element that keeps no other. */
typedef struct {
    PyObject *value, *kept; /* owned; both NULL where the slot is free */
    int which;
} Alone;

/* A struct whose objects are made member by member, in the order of its fields. */
enum { MOST_MEMBERS = 9 };
typedef struct {
    PyTypeObject *type; /* owned; NULL until it is known */
    Py_ssize_t offsets[MOST_MEMBERS];
    int count;
} Form;

typedef struct {
    PyObject_HEAD
    Lexbor lexbor;
    Tag tags[TAG_SLOTS];
    Name names[NAME_SLOTS]; /* met before; of those that fall together the last stays, here and below */
    WordsMet met[WORDS_SLOTS], styles[STYLE_SLOTS];
    Marks marks[MARKS_SLOTS];
    Alone alone[ALONE_SLOTS];
    PyObject *numbers[KEPT_NUMBERS]; /* made when first asked for */
    PyObject *keys[ATTRIBUTES];
    Form element, block, image;
    PyObject *marks_of, *hiding, *broken, *blank;
    PyObject *ask, *script, *parts, *titled, *lower, *strip; /* names of the state's methods */
    PyObject *flags_name, *linked_data, *program; /* what the types of data and of programs contain */
    uint64_t hidden, own_line, figure, meta_marks;
    int laid_out; /* whether text lies as `TextNode` has it: 1, -1 where not, 0 until a text was asked for */
    int begun;    /* also where making it ready failed */
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
    PyObject *state, *markup; /* borrowed, unlike those below */
    PyObject *elements, *blocks, *images, *metas, *links, *items, *covered;
    Node *document;
    Known *known;
    Piece *pieces;
    Around *around;
    Py_ssize_t count, room, piece_count, piece_room, around_count, around_room;
    Py_ssize_t container, most_blocks, order;
    int has_text, broken, titled, met;
    void *scratch; /* for the characters of one block, or the words of one element */
    size_t scratch_size;
} Walk;

/* Results of steps: an error is set, all well, a page for the Python walk. */
enum { FAILED = -1, FINE = 0, UNKNOWN = 1 };

/* The value of an attribute, which lies in the parser's tree; no bytes where it has none. */
typedef struct {
    const Byte *bytes;
    size_t size;
} Value;

/* The attributes of an element. there: a bit for each that it has, whose value is told. */
typedef struct {
    Value values[ATTRIBUTES];
    uint32_t there;
    uint64_t marks;    /* of all words that say what it is for */
    PyObject *classes; /* owned; None where there is no class, or no value */
    PyObject *kept;    /* owned: a dict, perhaps of others, too, or None */
    PyObject *href;    /* owned: None where there is no address that is kept */
} Told;

static inline int has(const Told *told, int which)
{
    return told->there >> which & 1;
}

/* The value of an attribute; no bytes where it is not there. */
static inline Value value_of(const Told *told, int which)
{
    return has(told, which) ? told->values[which] : (Value){0};
}

/* Fill in what an element's attributes tell. asks: whether it is one whose attributes are kept whatever they tell. */
int read_attributes(Walk *walk, Node *node, int asks, Told *told);

/* All attributes by name, a new reference. */
PyObject *all_attributes(Walk *walk, Node *node);

/* Whether an element is hidden until a script shows it; -1 on an error. */
int covers(Walk *walk, const Told *told);

/* Bytes as a string, a new reference; a value so, None where it is none; one in lower case, empty where it is none. */
PyObject *decode(const Byte *bytes, size_t length);
PyObject *text_of_value(Value value);
PyObject *lowered(Walker *walker, Value value);

/* A number, and a mask of marks, as Python has them: new references to what is made once where it is common. */
PyObject *make_number(Walker *walker, Py_ssize_t number);
static inline PyObject *number_of(Walker *walker, Py_ssize_t number)
{
    if (number >= 0 && number < KEPT_NUMBERS && walker->numbers[number] != NULL)
        return Py_NewRef(walker->numbers[number]);
    return make_number(walker, number);
}
PyObject *marks_number(Walker *walker, uint64_t marks);

unsigned hash_of(const Byte *bytes, size_t length);

/* Walk from this node on. */
int walk_on(Walk *walk, Node *node);

/* Room for some bytes, until it is asked for again; NULL with an error. */
void *make_scratch(Walk *walk, size_t size);

/* Room for one more entry of an array that grows. */
int make_room(void **array, Py_ssize_t count, Py_ssize_t *room, size_t size);

/* A new object with these values, as many as it has members, whose references are taken; NULL where one is NULL. */
PyObject *make(const Form *form, PyObject **values);

/* Append to a list, taking the reference; FAILED where it is NULL. */
int append_new(PyObject *list, PyObject *item);

/* Add to the pieces of the block to come. Takes the reference to the text, whatever comes of it. */
int add_piece(Walk *walk, PyObject *text, Py_ssize_t owner, char blank);
void clear_pieces(Walk *walk);

/* The pieces gathered become blocks. */
int flush(Walk *walk);

#endif

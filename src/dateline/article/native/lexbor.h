/* What the walk asks of the parser: functions that selectolax's own library exports, found by name when the walk is
 * made ready. One structure of the parser is known here, that of a text node, and used only once it was found to be so;
 * all else are addresses that are handed back to it. */
#ifndef DATELINE_LEXBOR_H
#define DATELINE_LEXBOR_H

#include <stddef.h>
#include <stdint.h>

typedef void Node;
typedef void Attribute;
typedef unsigned char Byte;

enum { ELEMENT_NODE = 1, TEXT_NODE = 3, COMMENT_NODE = 8, DOCTYPE_NODE = 10 };

/* A node of text (the parser's dom/interfaces/node.h and character_data.h). */
typedef struct {
    void *events;
    uintptr_t local_name, prefix, namespace;
    void *document, *next, *previous, *parent, *first_child, *last_child, *user;
    int type;
    const Byte *bytes;
    size_t length;
} TextNode;

typedef struct {
    Node *(*next)(Node *);
    Node *(*first_child)(Node *);
    int (*type)(Node *);
    Byte *(*text)(Node *, size_t *);
    void *(*free_text)(Node *, Byte *);
    const Byte *(*tag)(Node *, size_t *);
    Attribute *(*first_attribute)(Node *);
    Attribute *(*next_attribute)(Attribute *);
    const Byte *(*name)(Attribute *, size_t *);
    const Byte *(*value)(Attribute *, size_t *);
} Lexbor;

/* Fill in the functions from the library at this path, which is loaded already; what is missing, or NULL. */
const char *find_lexbor(Lexbor *lexbor, const char *path);

#endif

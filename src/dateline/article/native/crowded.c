/* Pairs of parts that the tags of a page may have: `crowded.find_crowded` in one pass, where each step is told. */
#include "native.h"

#include <string.h>

enum { NEAR = 128 };

/* What a sign in a tag does outside of values; most are part of a name. */
enum { NAMES, EQUALS, WHITE, SPLITS, BEGINS, ENDS };
static const unsigned char does[256] = {
    ['='] = EQUALS,
    [' '] = WHITE, ['\t'] = WHITE, ['\n'] = WHITE, ['\f'] = WHITE, ['\r'] = WHITE, ['/'] = SPLITS,
    ['<'] = BEGINS, ['>'] = ENDS, ['"'] = ENDS, ['\''] = ENDS,
};

typedef struct {
    int may_open, may_not;
} Quote;

static int is_white(unsigned char sign)
{
    return does[sign] == WHITE;
}

static int is_letter(unsigned char sign)
{
    return (unsigned char)((sign | 0x20) - 'a') < 26;
}

static const unsigned char *before_white(const unsigned char *least, const unsigned char *at)
{
    while (at > least && is_white(at[-1]))
        at--;
    return at;
}

static Quote tell_quote(const unsigned char *bytes, const unsigned char *place)
{
    static const Quote either = {1, 1};
    if (place > bytes && !is_white(place[-1]) && place[-1] != '\v' && place[-1] != '=')
        return (Quote){0, 1};
    const unsigned char *least = place - bytes > NEAR ? place - NEAR : bytes;
    if (memchr(least, '\v', (size_t)(place - least)) != NULL)
        return either;
    const unsigned char *at = before_white(least, place);
    if (at == least)
        return either;
    if (at[-1] != '=')
        return (Quote){0, 1};
    int simple = 1;
    for (at = before_white(least, at - 1); at > least && !is_white(at[-1]); at--)
        simple &= does[at[-1]] == NAMES;
    at = before_white(least, at);
    return at == least || at[-1] == '=' || !simple ? either : (Quote){1, 0};
}

static Py_ssize_t larger(Py_ssize_t one, Py_ssize_t other)
{
    return one > other ? one : other;
}

/* Pairs of a tag's parts that have to be compared, where they are more than `few`. */
static double pairs_of(Py_ssize_t parts, Py_ssize_t few)
{
    return parts > few ? (double)parts * (double)parts / 2 : 0;
}

/* The first place of a sign from `at` on, or the end: what `known` has already told where it is not passed. */
static const unsigned char *find_next(const unsigned char **known, const unsigned char *at, const unsigned char *end,
                                      char sign)
{
    if (*known < at && (*known = memchr(at, sign, (size_t)(end - at))) == NULL)
        *known = end;
    return *known;
}

/* The next "<" before a letter. */
static const unsigned char *find_start(const unsigned char **known, const unsigned char *at, const unsigned char *end)
{
    while ((at = find_next(known, at, end, '<')) < end && !(end - at > 1 && is_letter(at[1])))
        at++;
    return at;
}

/* Whether the tag that opens at a "<" has this name, given in small letters. */
static int is_named(const unsigned char *at, const unsigned char *end, const char *name)
{
    for (at++; *name; at++, name++)
        if (at >= end || (*at | 0x20) != (unsigned char)*name)
            return 0;
    return at >= end || !(is_letter(*at) || (*at >= '0' && *at <= '9') || *at == '-');
}

/* The next sign in a tag from `at` on that begins one, closes it or is a quote, or the end; what is parted before is added. */
static const unsigned char *pass_parts(const unsigned char *at, const unsigned char *end, Py_ssize_t *parts)
{
    for (;;) {
        while (at < end && (does[*at] == WHITE || does[*at] == SPLITS))
            at++;
        const unsigned char *part = at;
        while (at < end && (does[*at] <= EQUALS || (does[*at] == BEGINS && !(end - at > 1 && is_letter(at[1])))))
            at++;
        if (at == part)
            return at;
        ++*parts;
    }
}

/* The end of what opens outside of any tag, where it is one of `few` bytes at most behind which no value can be open: most
 * tags are. NULL for any other. start: the next "<", as `find_next` keeps it. */
static const unsigned char *find_plain_end(const unsigned char *bytes, const unsigned char *at, const unsigned char *end,
                                           Py_ssize_t few, const unsigned char **start)
{
    const unsigned char *most = end - at > few ? at + few : end, *close = memchr(at, '>', (size_t)(most - at));
    if (close == NULL || find_next(start, at + 1, end, '<') < close || memchr(at, '\'', (size_t)(close - at)) != NULL)
        return NULL;
    const unsigned char *quote = close;
    while (quote > at && *quote != '"')
        quote--;
    return quote == at || tell_quote(bytes, quote).may_open == 0 ? close : NULL;
}

PyObject *count_pairs(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *content;
    Py_ssize_t few;
    const char *names[2];
    if (!PyArg_ParseTuple(args, "O!n(ss)", &PyBytes_Type, &content, &few, &names[0], &names[1]))
        return NULL;
    const unsigned char *bytes = (const unsigned char *)PyBytes_AS_STRING(content);
    const unsigned char *end = bytes + PyBytes_GET_SIZE(content);
    double pairs = 0;
    Py_ssize_t bare = -1, within[2] = {-1, -1}, named = 0;
    const unsigned char *start = bytes - 1, *quotes[2] = {bytes - 1, bytes - 1};
    for (const unsigned char *at = bytes; at < end; at++) {
        if (bare < 0) {
            const unsigned char *least = find_start(&start, at, end);
            for (int single = 0; single < 2; single++)
                if (within[single] >= 0) {
                    const unsigned char *quote = find_next(&quotes[single], at, end, single ? '\'' : '"');
                    least = quote < least ? quote : least;
                }
            at = least;
            if (within[0] < 0 && within[1] < 0 && at < end) {
                const unsigned char *close = find_plain_end(bytes, at, end, few, &start);
                if (close != NULL) {
                    named += is_named(at, end, names[0]) || is_named(at, end, names[1]);
                    at = close;
                    continue;
                }
            }
        } else {
            at = pass_parts(at, end, &bare);
        }
        if (at >= end)
            break;
        if (*at == '<') {
            bare = larger(bare, 0);
            named += is_named(at, end, names[0]) || is_named(at, end, names[1]);
        } else if (*at == '>') {
            pairs += pairs_of(bare, few);
            bare = -1;
        } else {
            Py_ssize_t *inside = &within[*at == '\''], closed = *inside;
            Quote quote = bare < 0 ? (Quote){0, 0} : tell_quote(bytes, at);
            *inside = quote.may_open ? bare : -1;
            bare = larger(closed, quote.may_not ? bare + 1 : -1);
        }
    }
    return Py_BuildValue("dn", pairs + pairs_of(bare, few), named);
}

/* Columns of numbers over the blocks of a page: those beside a block, those made alike, where the text lies, roles
 * around (`of_others.measure_others`, `blocks._surroundings`, `furniture.evidence_around`); and rows of scores, one a
 * block (`trees.score_leaves`, `blocks.vote`, `furniture_words.to_chances`). Sums run from the first
 * block to the last in the numbers that numpy takes for them; what numpy adds in an order of its own comes from the
 * caller. */
#include "native.h"

#include <stdint.h>
#include <string.h>

/* A page of the largest size has fewer groups: room is made for each number up to the largest. */
enum { MOST_ARRAYS = 8, GROUPS = 3, MOST_GROUPS = 1 << 26 };

typedef struct {
    Py_buffer views[MOST_ARRAYS];
    int held;
} Arrays;

static void let_go(Arrays *arrays)
{
    while (arrays->held > 0)
        PyBuffer_Release(&arrays->views[--arrays->held]);
}

/* Get one more array, of one or two dimensions; 0 with an error where it is of another kind. One that is written into is the
 * last, and lies apart from those before it. */
static int hold(Arrays *arrays, PyObject *array, int dimensions, char kind, Py_ssize_t size, int writable)
{
    if (get_numbers(array, &arrays->views[arrays->held], dimensions, kind, size, writable) < 0)
        return 0;
    for (int other = 0; writable && other < arrays->held; other++)
        if (share_memory(&arrays->views[arrays->held], &arrays->views[other])) {
            PyBuffer_Release(&arrays->views[arrays->held]);
            PyErr_SetString(PyExc_ValueError, "arrays that share memory");
            return 0;
        }
    arrays->held++;
    return 1;
}

static float *floats(Arrays *arrays, int which, Py_ssize_t row)
{
    const Py_buffer *view = &arrays->views[which];
    return (float *)((char *)view->buf + (view->ndim > 1 && view->shape[0] > 1 ? row * view->strides[0] : 0));
}

static const int64_t *numbers(Arrays *arrays, int which, Py_ssize_t row)
{
    return (const int64_t *)floats(arrays, which, row);
}

/* Rows of an array of two dimensions, so many numbers apart. */
typedef struct {
    float *from;
    Py_ssize_t apart;
} Rows;

static Rows rows_from(Arrays *arrays, int which, Py_ssize_t first)
{
    return (Rows){floats(arrays, which, first), floats(arrays, which, 1) - floats(arrays, which, 0)};
}

/* The same of a column: `from` is its first number, the next one lies `apart` from it. */
typedef struct {
    const int64_t *from;
    Py_ssize_t apart;
} Column;

static Column column_of(Arrays *arrays, int which, int column)
{
    return (Column){numbers(arrays, which, 0) + column, numbers(arrays, which, 1) - numbers(arrays, which, 0)};
}

static Py_ssize_t size_of(const Arrays *arrays, int which, int dimension)
{
    return arrays->views[which].shape[dimension];
}

static PyObject *told(int fits)
{
    if (!fits && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
    return fits ? Py_NewRef(Py_None) : NULL;
}

static int64_t bounded(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* Rows of neighbours: what stands so many steps on, -1 beyond the ends. */
static void fill_shifted(float *row, const float *values, Py_ssize_t count, Py_ssize_t step)
{
    Py_ssize_t before = step < 0 ? bounded(-step, 0, count) : 0, behind = step > 0 ? bounded(step, 0, count) : 0;
    for (Py_ssize_t at = 0; at < before; at++)
        row[at] = -1.0f;
    memcpy(row + before, values + behind, (size_t)(count - before - behind) * sizeof *row);
    for (Py_ssize_t at = count - behind; at < count; at++)
        row[at] = -1.0f;
}

/* ---- those beside a block ---- */

enum { TOLD = 6, NEAR = 6, WINDOWS = 4, PLACES = 7, LIKES = 4, ROWS_OF_OTHERS = TOLD * NEAR + WINDOWS + PLACES + LIKES };

static void fill_windows(Arrays *arrays, const double *sums, Py_ssize_t count, int first)
{
    static const Py_ssize_t halves[] = {3, 8};
    const Rows rows = rows_from(arrays, 6, first);
    for (int half = 0; half < 2; half++)
        for (Py_ssize_t at = 0; at < count; at++) {
            Py_ssize_t low = at > halves[half] ? at - halves[half] : 0;
            Py_ssize_t high = at + halves[half] + 1 < count ? at + halves[half] + 1 : count;
            for (int which = 0; which < 2; which++) {
                const double *before = sums + which * (count + 1);
                rows.from[(2 * half + which) * rows.apart + at] = (float)((before[high] - before[low]) / (double)(high - low));
            }
        }
}

static void fill_places(Arrays *arrays, const double *before, const float *long_ones, Py_ssize_t count,
                        Py_ssize_t headline, double whole, int first)
{
    const Rows to = rows_from(arrays, 6, first);
    float *from_headline = to.from + 4 * to.apart, *since_long = to.from + 5 * to.apart, *until_long = to.from + 6 * to.apart;
    int64_t since = -99, until = count + 99;
    for (Py_ssize_t at = 0; at < count; at++) {
        const double rows[] = {
            (double)at / (double)count, before[at] / whole, headline < 0 ? -1 : at > headline,
            headline < 0 ? -200 : (double)bounded(at - headline, -100, 200),
            headline < 0 ? -999 : before[at] - before[headline],
        };
        since = long_ones[at] != 0 && at > since ? at : since;
        for (int row = 0; row < 5; row++)
            to.from[row * to.apart + at] = (float)rows[row];
        if (headline >= 0 && rows[4] < -500)
            from_headline[at] = -500;
        if (headline >= 0 && rows[4] > 3000)
            from_headline[at] = 3000;
        since_long[at] = (float)(at - since < 30 ? at - since : 30);
    }
    for (Py_ssize_t at = count - 1; at >= 0; at--) {
        until = long_ones[at] != 0 ? at : until;
        until_long[at] = (float)(until - at < 30 ? until - at : 30);
    }
}

/* sums: room for three numbers a group. */
static void fill_likes(Arrays *arrays, double *sums, Py_ssize_t groups, Py_ssize_t count, double whole, int first)
{
    const float *mass = floats(arrays, 0, 0), *links = floats(arrays, 1, 0);
    const int64_t *group = numbers(arrays, 5, 0);
    const Rows to = rows_from(arrays, 6, first);
    double *size = sums, *masses = sums + groups, *linked = sums + 2 * groups;
    for (Py_ssize_t at = 0; at < count; at++) {
        float own = mass[at] * links[at];
        size[group[at]] += 1;
        masses[group[at]] += (double)mass[at];
        linked[group[at]] += (double)own;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        int64_t own = group[at];
        const double rows[] = {size[own] < 100 ? size[own] : 100, masses[own] / size[own],
                               linked[own] / (masses[own] + 1), masses[own] / whole};
        for (int row = 0; row < LIKES; row++)
            to.from[row * to.apart + at] = (float)rows[row];
    }
}

/* measure_others(mass, link_share, levels, ends, above, alike, rows, headline, whole)
 * levels: of headings, 0 for what is none. ends: whether a block ends a sentence. above: the number of the element above. */
PyObject *measure_others(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[7];
    Py_ssize_t headline;
    double whole;
    Arrays arrays = {.held = 0};
    int fits = PyArg_ParseTuple(args, "OOOOOOOnd", &objects[0], &objects[1], &objects[2], &objects[3], &objects[4],
                                &objects[5], &objects[6], &headline, &whole) &&
               hold(&arrays, objects[0], 1, 'f', 4, 0) && hold(&arrays, objects[1], 1, 'f', 4, 0) &&
               hold(&arrays, objects[2], 1, 'f', 4, 0) && hold(&arrays, objects[3], 1, 'f', 4, 0) &&
               hold(&arrays, objects[4], 1, 'i', 8, 0) && hold(&arrays, objects[5], 1, 'i', 8, 0) &&
               hold(&arrays, objects[6], 2, 'f', 4, 1);
    Py_ssize_t count = fits ? size_of(&arrays, 0, 0) : 0, groups = 0;
    for (int which = 1; fits && which < 6; which++)
        fits = size_of(&arrays, which, 0) == count;
    fits = fits && headline < count && size_of(&arrays, 6, 0) == ROWS_OF_OTHERS && size_of(&arrays, 6, 1) == count;
    for (Py_ssize_t at = 0; fits && at < count; at++) {
        int64_t own = numbers(&arrays, 5, 0)[at];
        fits = own >= 0 && own < count; /* no more groups than blocks */
        groups = own >= groups ? own + 1 : groups;
    }
    float *base = fits ? PyMem_Malloc((size_t)(TOLD * count + 1) * sizeof *base) : NULL;
    double *sums = fits ? PyMem_Calloc((size_t)(2 * (count + 1) + count + 1 + 3 * groups), sizeof *sums) : NULL;
    if (fits && (base == NULL || sums == NULL)) {
        PyErr_NoMemory();
        fits = 0;
    }
    if (fits) {
        const float *mass = floats(&arrays, 0, 0), *links = floats(&arrays, 1, 0);
        const float *levels = floats(&arrays, 2, 0), *ends = floats(&arrays, 3, 0);
        const int64_t *above = numbers(&arrays, 4, 0);
        double *before = sums + 2 * (count + 1);
        float words = 0, linked = 0, all = 0;
        for (Py_ssize_t at = 0; at < count; at++) {
            float own = mass[at] * links[at];
            base[at] = mass[at] < 100 ? mass[at] : 100;
            base[count + at] = links[at];
            base[2 * count + at] = mass[at] >= 15.0f && links[at] < 0.4f;
            base[3 * count + at] = (float)above[at];
            base[4 * count + at] = levels[at] > 0;
            base[5 * count + at] = ends[at];
            sums[at + 1] = (double)(words += base[at]);
            sums[count + 1 + at + 1] = (double)(linked += own);
            before[at + 1] = (double)(all += mass[at]);
        }
        for (int near = 0; near < NEAR; near++) {
            Py_ssize_t step = near < 3 ? near - 3 : near - 2;
            for (int row = 0; row < TOLD; row++)
                fill_shifted(floats(&arrays, 6, near * TOLD + row), base + row * count, count, step);
            float *same = floats(&arrays, 6, near * TOLD + 3);
            for (Py_ssize_t at = 0; at < count; at++)
                same[at] = same[at] == base[3 * count + at];
        }
        fill_windows(&arrays, sums, count, TOLD * NEAR);
        fill_places(&arrays, before, base + 2 * count, count, headline, whole, TOLD * NEAR + WINDOWS);
        fill_likes(&arrays, before + count + 1, groups, count, whole, TOLD * NEAR + WINDOWS + PLACES);
    }
    PyMem_Free(base);
    PyMem_Free(sums);
    let_go(&arrays);
    return told(fits);
}

/* ---- what the first judgement says of those around ---- */

enum { STEPS = 4, KIN = 9, ABOUT = 15, ENDS = 17, ROWS_OF_KIN = 22 };

/* Of the largest number of a column of groups the next one; 0 where one is below zero or too large. */
static int64_t groups_of(Arrays *arrays, int which, int column)
{
    const Column group = column_of(arrays, which, column);
    int64_t groups = 1;
    for (Py_ssize_t at = 0; at < size_of(arrays, which, 0); at++) {
        int64_t own = group.from[at * group.apart];
        if (own < 0 || own >= MOST_GROUPS)
            return 0;
        groups = own >= groups ? own + 1 : groups;
    }
    return groups;
}

/* sums: room for three numbers a group. */
static void fill_kin(Arrays *arrays, double *sums, Py_ssize_t groups, int column)
{
    Py_ssize_t count = size_of(arrays, 0, 0);
    const float *first = floats(arrays, 0, 0), *heavy = floats(arrays, 1, 0), *mass = floats(arrays, 2, 0);
    const Column group = column_of(arrays, 3, column);
    float *shares = floats(arrays, 4, KIN + 2 * column), *counts = floats(arrays, 4, KIN + 2 * column + 1);
    double *heavies = sums, *likely = sums + groups, *masses = sums + 2 * groups;
    for (Py_ssize_t at = 0; at < count; at++) { /* most groups, as of elements, have no block */
        int64_t own = group.from[at * group.apart];
        heavies[own] = likely[own] = masses[own] = 0;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        int64_t own = group.from[at * group.apart];
        heavies[own] += (double)heavy[at];
        likely[own] += first[at] > 0.5f;
        masses[own] += (double)mass[at];
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        int64_t own = group.from[at * group.apart];
        shares[at] = (float)(heavies[own] / (masses[own] > 1 ? masses[own] : 1));
        counts[at] = (float)likely[own];
    }
}

/* sums: room for twice a number more than there are blocks. */
static void fill_about(Arrays *arrays, double *sums, float whole)
{
    static const Py_ssize_t halves[] = {3, 10};
    Py_ssize_t count = size_of(arrays, 0, 0), start = count, end = count;
    const float *first = floats(arrays, 0, 0), *heavy = floats(arrays, 1, 0), *mass = floats(arrays, 2, 0);
    const Rows about = rows_from(arrays, 4, ABOUT), ends = rows_from(arrays, 4, ENDS);
    double *heavies = sums, *weights = sums + count + 1;
    float summed = 0, weight = 0, most = first[0];
    heavies[0] = weights[0] = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        heavies[at + 1] = (double)(summed += heavy[at]);
        weights[at + 1] = (double)(weight += mass[at]);
        ends.from[2 * ends.apart + at] = (summed - heavy[at]) / (whole + 1);
        most = first[at] > most ? first[at] : most;
        if (first[at] > 0.8f) {
            start = start < count ? start : at;
            end = at;
        }
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        for (int half = 0; half < 2; half++) {
            Py_ssize_t low = at > halves[half] ? at - halves[half] : 0;
            Py_ssize_t high = at + halves[half] + 1 < count ? at + halves[half] + 1 : count;
            about.from[half * about.apart + at] =
                (float)((heavies[high] - heavies[low]) / (weights[high] - weights[low] + 1));
        }
        ends.from[at] = (float)bounded(at - start, -50, 50);
        ends.from[ends.apart + at] = (float)bounded(end - at, -50, 50);
        ends.from[4 * ends.apart + at] = most;
    }
}

/* measure_kin(first, heavy, mass, groups, rows, whole): fills in the rows of `blocks._surroundings` but for row 20. */
PyObject *measure_kin(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[5];
    float whole;
    Arrays arrays = {.held = 0};
    int fits = PyArg_ParseTuple(args, "OOOOOf", &objects[0], &objects[1], &objects[2], &objects[3], &objects[4], &whole) &&
               hold(&arrays, objects[0], 1, 'f', 4, 0) && hold(&arrays, objects[1], 1, 'f', 4, 0) &&
               hold(&arrays, objects[2], 1, 'f', 4, 0) && hold(&arrays, objects[3], 2, 'i', 8, 0) &&
               hold(&arrays, objects[4], 2, 'f', 4, 1);
    Py_ssize_t count = fits ? size_of(&arrays, 0, 0) : 0;
    int64_t most = count + 1;
    fits = fits && count > 0 && size_of(&arrays, 1, 0) == count && size_of(&arrays, 2, 0) == count &&
           size_of(&arrays, 3, 0) == count && size_of(&arrays, 3, 1) == GROUPS &&
           size_of(&arrays, 4, 0) == ROWS_OF_KIN && size_of(&arrays, 4, 1) == count;
    int64_t groups[GROUPS];
    for (int column = 0; fits && column < GROUPS; column++) {
        groups[column] = groups_of(&arrays, 3, column);
        fits = groups[column] > 0;
        most = groups[column] > most ? groups[column] : most;
    }
    double *sums = fits ? PyMem_Malloc(3 * (size_t)most * sizeof *sums) : NULL;
    if (fits && sums == NULL) {
        PyErr_NoMemory();
        fits = 0;
    }
    if (fits) {
        const float *first = floats(&arrays, 0, 0);
        memcpy(floats(&arrays, 4, 0), first, (size_t)count * sizeof *first);
        for (int step = 0; step < 2 * STEPS; step++)
            fill_shifted(floats(&arrays, 4, 1 + step), first, count, step < STEPS ? step - STEPS : step - STEPS + 1);
        for (int column = 0; column < GROUPS; column++)
            fill_kin(&arrays, sums, (Py_ssize_t)groups[column], column);
        fill_about(&arrays, sums, whole);
    }
    PyMem_Free(sums);
    let_go(&arrays);
    return told(fits);
}

/* ---- the rules' roles around ---- */

enum { OF_BODY = 6 };

/* The share of each role among the group of each block in question. counts: room for as many numbers as groups times
 * roles, as groups, and as roles. */
static void fill_shares(Arrays *arrays, int32_t *counts, int64_t groups, Py_ssize_t kinds, int column, Py_ssize_t first)
{
    const int64_t *roles = numbers(arrays, 1, 0), *asked = numbers(arrays, 3, 0);
    const Column group = column_of(arrays, 2, column);
    const Rows to = rows_from(arrays, 5, first);
    const Py_ssize_t count = size_of(arrays, 1, 0), places = size_of(arrays, 3, 0);
    int32_t *sizes = counts + groups * kinds, *met = sizes + groups;
    Py_ssize_t various = 0; /* roles that are met: a few of all */
    for (Py_ssize_t at = 0; at < count; at++) { /* most groups have no block */
        int64_t own = group.from[at * group.apart];
        memset(counts + own * kinds, 0, (size_t)kinds * sizeof *counts);
        sizes[own] = 0;
    }
    memset(met, 0, (size_t)kinds * sizeof *met);
    for (Py_ssize_t at = 0; at < count; at++) {
        int64_t own = group.from[at * group.apart];
        counts[own * kinds + roles[at]]++;
        sizes[own]++;
        met[roles[at]] = 1;
    }
    for (Py_ssize_t kind = 0; kind < kinds; kind++)
        if (met[kind])
            met[various++] = (int32_t)kind;
    for (Py_ssize_t place = 0; place < places; place++) {
        int64_t own = group.from[asked[place] * group.apart];
        for (Py_ssize_t each = 0; each < various; each++)
            if (counts[own * kinds + met[each]] > 0)
                to.from[met[each] * to.apart + place] = (float)((double)counts[own * kinds + met[each]] / sizes[own]);
    }
}

/* What stands in the rows of a block itself: where the text lies, its own ruled role and those so many steps on. */
static void fill_roles(Arrays *arrays, Py_ssize_t kinds)
{
    const float *body = floats(arrays, 0, 0);
    const int64_t *roles = numbers(arrays, 1, 0), *asked = numbers(arrays, 3, 0), *on = numbers(arrays, 4, 0);
    const Rows to = rows_from(arrays, 5, 0);
    Py_ssize_t count = size_of(arrays, 0, 0), places = size_of(arrays, 3, 0), first = 0, last = count - 1;
    Py_ssize_t steps = size_of(arrays, 4, 0);
    while (first < count && !(body[first] >= 0.5f))
        first++;
    while (last >= 0 && !(body[last] >= 0.5f))
        last--;
    last = last < 0 ? count : last;
    for (Py_ssize_t place = 0; place < places; place++) {
        Py_ssize_t at = (Py_ssize_t)asked[place];
        const float rows[] = {
            body[at], at > 0 ? body[at - 1] : 0, at + 1 < count ? body[at + 1] : 0,
            (float)bounded(at - first, -60, 60), (float)bounded(at - last, -60, 60),
            (float)(count - at < 60 ? count - at : 60),
        };
        for (int row = 0; row < OF_BODY; row++)
            to.from[row * to.apart + place] = rows[row];
        to.from[(OF_BODY + roles[at]) * to.apart + place] = 1;
        for (Py_ssize_t step = 0; step < steps; step++) {
            Py_ssize_t there = at + (Py_ssize_t)on[step];
            if (there >= 0 && there < count)
                to.from[(OF_BODY + kinds * (1 + step) + roles[there]) * to.apart + place] = 1;
        }
    }
}

/* Whether all numbers of an array lie from one bound to another. */
static int lie_between(Arrays *arrays, int which, int64_t least, int64_t most)
{
    const int64_t *own = numbers(arrays, which, 0);
    for (Py_ssize_t at = 0; at < size_of(arrays, which, 0); at++)
        if (own[at] < least || own[at] > most)
            return 0;
    return 1;
}

/* measure_roles(body, roles, groups, asked, steps, rows, kinds): fills in the rows of `furniture.evidence_around`, for the
 * blocks asked of. */
PyObject *measure_roles(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[6];
    Py_ssize_t kinds;
    Arrays arrays = {.held = 0};
    int fits = PyArg_ParseTuple(args, "OOOOOOn", &objects[0], &objects[1], &objects[2], &objects[3], &objects[4],
                                &objects[5], &kinds) &&
               hold(&arrays, objects[0], 1, 'f', 4, 0) && hold(&arrays, objects[1], 1, 'i', 8, 0) &&
               hold(&arrays, objects[2], 2, 'i', 8, 0) && hold(&arrays, objects[3], 1, 'i', 8, 0) &&
               hold(&arrays, objects[4], 1, 'i', 8, 0) && hold(&arrays, objects[5], 2, 'f', 4, 1);
    Py_ssize_t count = fits ? size_of(&arrays, 0, 0) : 0, steps = fits ? size_of(&arrays, 4, 0) : 0;
    Py_ssize_t places = fits ? size_of(&arrays, 3, 0) : 0;
    fits = fits && kinds > 0 && kinds < 1000 && steps < 100 && size_of(&arrays, 1, 0) == count &&
           size_of(&arrays, 2, 0) == count && size_of(&arrays, 2, 1) == GROUPS &&
           size_of(&arrays, 5, 0) == OF_BODY + kinds * (1 + steps + GROUPS - 1) && size_of(&arrays, 5, 1) == places &&
           lie_between(&arrays, 1, 0, kinds - 1) && lie_between(&arrays, 3, 0, count - 1) &&
           lie_between(&arrays, 4, -999, 999);
    if (fits) {
        for (Py_ssize_t row = 0; row < size_of(&arrays, 5, 0); row++)
            memset(floats(&arrays, 5, row), 0, (size_t)places * sizeof(float));
        fill_roles(&arrays, kinds);
    }
    for (int column = 1; fits && column < GROUPS; column++) {
        int64_t groups = groups_of(&arrays, 2, column);
        fits = groups > 0;
        int32_t *counts = fits ? PyMem_Malloc((size_t)(groups * (kinds + 1) + kinds) * sizeof *counts) : NULL;
        if (fits && counts == NULL) {
            PyErr_NoMemory();
            fits = 0;
        }
        if (fits)
            fill_shares(&arrays, counts, groups, kinds, column, OF_BODY + kinds * (steps + column));
        PyMem_Free(counts);
    }
    let_go(&arrays);
    return told(fits);
}

/* ---- tags of a page ---- */

enum { MOST_STARTS = 32 };

/* Three bytes at most as one number, the first lowest. */
static inline uint32_t number_of_bytes(const unsigned char *bytes, Py_ssize_t size)
{
    uint32_t number = 0;
    for (Py_ssize_t at = 0; at < size; at++)
        number |= (uint32_t)bytes[at] << 8 * at;
    return number;
}

/* count_tags(content, starts) -> (opening, closing, bits): how many tags open and close, and which of these beginnings
 * a tag has, in small letters, three at most. What lies behind the page's end is its last byte (`bound.find_openings`). */
PyObject *count_tags(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *content, *starts;
    if (!PyArg_ParseTuple(args, "O!O!", &PyBytes_Type, &content, &PyTuple_Type, &starts))
        return NULL;
    Py_ssize_t wanted = PyTuple_GET_SIZE(starts);
    uint32_t sought[MOST_STARTS], asked[MOST_STARTS]; /* each as a number, and the bits of its bytes */
    for (Py_ssize_t which = 0; which < wanted; which++) {
        PyObject *start = PyTuple_GET_ITEM(starts, which);
        Py_ssize_t size = PyBytes_Check(start) ? PyBytes_GET_SIZE(start) : 0;
        if (size < 1 || size > 3 || wanted > MOST_STARTS) {
            PyErr_SetString(PyExc_ValueError, "beginnings of one to three bytes, 32 at most");
            return NULL;
        }
        sought[which] = number_of_bytes((const unsigned char *)PyBytes_AS_STRING(start), size);
        asked[which] = UINT32_MAX >> 8 * (4 - size);
    }
    const unsigned char *bytes = (const unsigned char *)PyBytes_AS_STRING(content);
    const unsigned char *end = bytes + PyBytes_GET_SIZE(content), *at = bytes;
    Py_ssize_t opening = 0, closing = 0;
    unsigned long found = 0;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        unsigned char after[3];
        for (int step = 0; step < 3; step++)
            after[step] = at + 1 + step < end ? at[1 + step] : end[-1];
        closing += after[0] == '/';
        opening += (unsigned char)((after[0] | 0x20) - 'a') < 26;
        uint32_t small = number_of_bytes(after, 3) | 0x202020;
        for (Py_ssize_t which = 0; which < wanted; which++)
            found |= (unsigned long)((small & asked[which]) == sought[which]) << which;
        at++;
    }
    return Py_BuildValue("nnk", opening, closing, found);
}

/* ---- rows of scores ---- */

PyObject *scale_rows(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *sums, *biases, *scores;
    double unit;
    Arrays arrays = {.held = 0};
    int fits = PyArg_ParseTuple(args, "OdOO", &sums, &unit, &biases, &scores) && hold(&arrays, sums, 2, 'i', 8, 0) &&
               hold(&arrays, biases, 1, 'd', 8, 0) && hold(&arrays, scores, 2, 'd', 8, 1);
    Py_ssize_t count = fits ? size_of(&arrays, 0, 0) : 0, width = fits ? size_of(&arrays, 0, 1) : 0;
    fits = fits && size_of(&arrays, 1, 0) == width && size_of(&arrays, 2, 0) == count && size_of(&arrays, 2, 1) == width;
    const double *bias = fits ? arrays.views[1].buf : NULL;
    for (Py_ssize_t row = 0; fits && row < count; row++) {
        const int64_t *own = numbers(&arrays, 0, row);
        double *to = (double *)floats(&arrays, 2, row);
        for (Py_ssize_t at = 0; at < width; at++)
            to[at] = (double)own[at] * unit + bias[at];
    }
    let_go(&arrays);
    return told(fits);
}

PyObject *to_chances(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *odds, *chances;
    Arrays arrays = {.held = 0};
    int fits = PyArg_ParseTuple(args, "OO", &odds, &chances) && hold(&arrays, odds, 1, 'd', 8, 0) &&
               hold(&arrays, chances, 1, 'f', 4, 1) && size_of(&arrays, 0, 0) == size_of(&arrays, 1, 0);
    for (Py_ssize_t row = 0; fits && row < size_of(&arrays, 0, 0); row++)
        floats(&arrays, 1, 0)[row] = (float)(1 / (((const double *)arrays.views[0].buf)[row] + 1));
    let_go(&arrays);
    return told(fits);
}

/* The place of the first of the largest numbers, or of the first that is none, as numpy has it. */
#define LARGEST(name, type)                                                                                              \
    static Py_ssize_t name(const type *row, Py_ssize_t width)                                                            \
    {                                                                                                                    \
        Py_ssize_t place = 0;                                                                                            \
        for (Py_ssize_t at = 1; at < width && row[place] == row[place]; at++)                                            \
            if (!(row[at] <= row[place]))                                                                                \
                place = at;                                                                                              \
        return place;                                                                                                    \
    }
LARGEST(largest_float, float)
LARGEST(largest_double, double)

PyObject *likeliest(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *scores, *places, *most;
    Arrays arrays = {.held = 0};
    int fits = PyArg_ParseTuple(args, "OOO", &scores, &places, &most) && hold(&arrays, scores, 2, 'f', 4, 0) &&
               hold(&arrays, places, 1, 'i', 8, 1) && hold(&arrays, most, 1, 'f', 4, 1);
    Py_ssize_t count = fits ? size_of(&arrays, 0, 0) : 0, width = fits ? size_of(&arrays, 0, 1) : 0;
    fits = fits && width > 0 && size_of(&arrays, 1, 0) == count && size_of(&arrays, 2, 0) == count;
    for (Py_ssize_t row = 0; fits && row < count; row++) {
        Py_ssize_t place = largest_float(floats(&arrays, 0, row), width);
        ((int64_t *)arrays.views[1].buf)[row] = place;
        floats(&arrays, 2, 0)[row] = floats(&arrays, 0, row)[place];
    }
    let_go(&arrays);
    return told(fits);
}

PyObject *lower_rows(PyObject *Py_UNUSED(module), PyObject *scores)
{
    Py_buffer any;
    if (PyObject_GetBuffer(scores, &any, PyBUF_STRIDES) < 0)
        return NULL;
    int wide = any.itemsize == sizeof(double);
    PyBuffer_Release(&any);
    Arrays arrays = {.held = 0};
    int fits = wide ? hold(&arrays, scores, 2, 'd', 8, 1) : hold(&arrays, scores, 2, 'f', 4, 1);
    Py_ssize_t count = fits ? size_of(&arrays, 0, 0) : 0, width = fits ? size_of(&arrays, 0, 1) : 0;
    fits = fits && width > 0;
    for (Py_ssize_t row = 0; fits && row < count; row++)
        if (wide) {
            double *own = (double *)floats(&arrays, 0, row), most = own[largest_double(own, width)];
            for (Py_ssize_t at = 0; at < width; at++)
                own[at] -= most;
        } else {
            float *own = floats(&arrays, 0, row), most = own[largest_float(own, width)];
            for (Py_ssize_t at = 0; at < width; at++)
                own[at] -= most;
        }
    let_go(&arrays);
    return told(fits);
}

PyObject *share_rows(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *scores, *wholes, *shares;
    Arrays arrays = {.held = 0};
    int fits = PyArg_ParseTuple(args, "OOO", &scores, &wholes, &shares) && hold(&arrays, scores, 2, 'd', 8, 0) &&
               hold(&arrays, wholes, 1, 'd', 8, 0) && hold(&arrays, shares, 2, 'f', 4, 1);
    Py_ssize_t count = fits ? size_of(&arrays, 0, 0) : 0, width = fits ? size_of(&arrays, 0, 1) : 0;
    fits = fits && size_of(&arrays, 1, 0) == count && size_of(&arrays, 2, 0) == count && size_of(&arrays, 2, 1) == width;
    for (Py_ssize_t row = 0; fits && row < count; row++) {
        const double *own = (const double *)floats(&arrays, 0, row), whole = ((const double *)arrays.views[1].buf)[row];
        float *to = floats(&arrays, 2, row);
        for (Py_ssize_t at = 0; at < width; at++)
            to[at] = (float)(own[at] / whole);
    }
    let_go(&arrays);
    return told(fits);
}

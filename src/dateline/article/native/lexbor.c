#include "lexbor.h"

#include <dlfcn.h>
#include <string.h>

const char *find_lexbor(Lexbor *lexbor, const char *path)
{
    static const char *const names[] = {
        "lxb_dom_node_next_noi", "lxb_dom_node_first_child_noi", "lxb_dom_node_type_noi", "lxb_dom_node_text_content",
        "lxb_dom_document_destroy_text_noi", "lxb_dom_element_qualified_name", "lxb_dom_element_first_attribute_noi",
        "lxb_dom_element_next_attribute_noi", "lxb_dom_attr_qualified_name", "lxb_dom_attr_value_noi",
    };
    void *found[sizeof names / sizeof *names];
    void *library = dlopen(path, RTLD_LAZY | RTLD_NOLOAD);
    if (library == NULL)
        return "the parser's library";
    for (size_t place = 0; place < sizeof names / sizeof *names; place++) {
        found[place] = dlsym(library, names[place]);
        if (found[place] == NULL) {
            dlclose(library);
            return names[place];
        }
    }
    /* The library stays loaded: its handle is not given back. */
    _Static_assert(sizeof found == sizeof *lexbor, "a name for each function");
    memcpy(lexbor, found, sizeof *lexbor);
    return NULL;
}

/* curl_easy_setopt and its relatives are variadic, which Swift cannot call: one function for each argument type. */
#ifndef HEDUI_CCURL_SHIM_H
#define HEDUI_CCURL_SHIM_H

#include <curl/curl.h>
#include <stdint.h>

/* CURLOPT_QUICK_EXIT (7.87.0) keeps a slow name lookup from blocking the thread that serves every other request. */
#if LIBCURL_VERSION_NUM < 0x075700
#error "libcurl 7.87.0 or later is needed: install libcurl4-openssl-dev"
#endif

typedef size_t (*hedui_curl_receiver)(char *bytes, size_t size, size_t count, void *owner);

static inline CURLcode hedui_curl_initialise(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

static inline CURLcode hedui_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode hedui_curl_set_offset(CURL *handle, CURLoption option, int64_t value) {
    return curl_easy_setopt(handle, option, (curl_off_t)value);
}

/* NULL gives the option its built-in default back, or takes that default away: each option's manual page says which. */
static inline CURLcode hedui_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode hedui_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode hedui_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode hedui_curl_set_receiver(CURL *handle, CURLoption option, hedui_curl_receiver value) {
    return curl_easy_setopt(handle, option, value);
}

/* The body is copied by libcurl; `count` must be told before the bytes (CURLOPT_COPYPOSTFIELDS(3)). */
static inline CURLcode hedui_curl_set_body(CURL *handle, const void *bytes, int64_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    if (code != CURLE_OK) return code;
    return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, (const char *)bytes);
}

/* The number of a request travels in the handle's private pointer; it is never dereferenced. */
static inline CURLcode hedui_curl_set_number(CURL *handle, uintptr_t number) {
    return curl_easy_setopt(handle, CURLOPT_PRIVATE, (void *)number);
}

static inline CURLcode hedui_curl_get_number(CURL *handle, uintptr_t *number) {
    char *value = NULL;
    CURLcode code = curl_easy_getinfo(handle, CURLINFO_PRIVATE, &value);
    *number = (uintptr_t)value;
    return code;
}

static inline CURLcode hedui_curl_get_long(CURL *handle, CURLINFO information, long *value) {
    return curl_easy_getinfo(handle, information, value);
}

static inline CURLMcode hedui_curl_multi_set_long(CURLM *handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}

/* CURLMsg keeps its result in a union. */
static inline CURLcode hedui_curl_message_result(const CURLMsg *message) {
    return message->data.result;
}

#endif

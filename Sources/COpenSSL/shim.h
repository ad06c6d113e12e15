/* What of libcrypto 3.0 Swift cannot import by itself: macros, variadics, stacks, and OSSL_PARAM arrays, which hold
   pointers into themselves. Nothing here decides anything; every function says what it does in one line. */
#ifndef HEDUI_COPENSSL_SHIM_H
#define HEDUI_COPENSSL_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/* ---- keys ---- */

/* A new key of these parameters, or NULL. */
static inline EVP_PKEY *hedui_crypto_key(const char *type, int selection, OSSL_PARAM *parameters) {
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (context == NULL) return NULL;
    if (EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, selection, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    return key;
}

/* A public key from an encoded point; NULL when the point is not on the curve. */
static inline EVP_PKEY *hedui_crypto_public_key(
    const char *type, const char *group, const unsigned char *point, size_t length) {
    OSSL_PARAM parameters[3] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, length),
        OSSL_PARAM_construct_end(),
    };
    return hedui_crypto_key(type, EVP_PKEY_PUBLIC_KEY, parameters);
}

/* The uncompressed point of a scalar, 65 bytes; 1 when it was written. */
static inline int hedui_crypto_point(int curve, const BIGNUM *scalar, unsigned char point[65]) {
    int written = 0;
    EC_GROUP *group = EC_GROUP_new_by_curve_name(curve);
    EC_POINT *product = group != NULL ? EC_POINT_new(group) : NULL;
    if (product != NULL && EC_POINT_mul(group, product, scalar, NULL, NULL, NULL) == 1)
        written = EC_POINT_point2oct(group, product, POINT_CONVERSION_UNCOMPRESSED, point, 65, NULL) == 65;
    EC_POINT_free(product);
    EC_GROUP_free(group);
    return written;
}

/* A private key from its 32-byte big-endian scalar, or NULL; the caller has checked the range. */
static inline EVP_PKEY *hedui_crypto_private_key(
    const char *type, const char *group, int curve, const unsigned char *scalar) {
    unsigned char point[65], native[32];
    EVP_PKEY *key = NULL;
    BIGNUM *number = BN_bin2bn(scalar, 32, BN_secure_new());
    if (number != NULL && hedui_crypto_point(curve, number, point) == 1
        && BN_bn2nativepad(number, native, sizeof native) == sizeof native) {
        OSSL_PARAM parameters[4] = {
            OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)group, 0),
            OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
            OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, native, sizeof native),
            OSSL_PARAM_construct_end(),
        };
        key = hedui_crypto_key(type, EVP_PKEY_KEYPAIR, parameters);
    }
    OPENSSL_cleanse(native, sizeof native);
    BN_clear_free(number);
    return key;
}

/* A freshly generated key, or NULL; `group` may be NULL. */
static inline EVP_PKEY *hedui_crypto_generate(const char *type, const char *group) {
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (context == NULL) return NULL;
    if (EVP_PKEY_keygen_init(context) != 1 || (group != NULL && EVP_PKEY_CTX_set_group_name(context, group) != 1)
        || EVP_PKEY_generate(context, &key) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    return key;
}

/* Writes one coordinate of a public key as 32 big-endian bytes; 1 when it was written. */
static inline int hedui_crypto_coordinate(const EVP_PKEY *key, const char *name, unsigned char *bytes) {
    BIGNUM *number = NULL;
    int written = EVP_PKEY_get_bn_param(key, name, &number) == 1 && BN_bn2binpad(number, bytes, 32) == 32;
    BN_free(number);
    return written;
}

/* ---- PEM ---- */

/* Answers every question for a pass phrase with "none"; libcrypto's own answer is to ask on the terminal. */
static inline int hedui_crypto_no_passphrase(char *buffer, int size, int writing, void *owner) {
    (void)buffer; (void)size; (void)writing; (void)owner;
    return -1;
}

static inline EVP_PKEY *hedui_crypto_read_private_key(BIO *source) {
    return PEM_read_bio_PrivateKey(source, NULL, hedui_crypto_no_passphrase, NULL);
}

static inline EVP_PKEY *hedui_crypto_read_public_key(BIO *source) {
    return PEM_read_bio_PUBKEY(source, NULL, hedui_crypto_no_passphrase, NULL);
}

static inline int hedui_crypto_write_private_key(BIO *target, const EVP_PKEY *key) {
    return PEM_write_bio_PKCS8PrivateKey(target, key, NULL, NULL, 0, hedui_crypto_no_passphrase, NULL);
}

static inline X509 *hedui_crypto_read_certificate(BIO *source) {
    return PEM_read_bio_X509(source, NULL, hedui_crypto_no_passphrase, NULL);
}

/* How many bytes a memory BIO holds, and where. */
static inline size_t hedui_crypto_contents(BIO *source, const unsigned char **start) {
    char *first = NULL;
    long length = BIO_get_mem_data(source, &first);
    *start = (const unsigned char *)first;
    return length > 0 ? (size_t)length : 0;
}

/* ---- certificates ---- */

/* Gives the certificate the id that its issuer signed under; 1 when it took it. */
static inline int hedui_crypto_set_identifier(X509 *certificate, const unsigned char *bytes, int length) {
    ASN1_OCTET_STRING *identifier = ASN1_OCTET_STRING_new();
    if (identifier == NULL || ASN1_OCTET_STRING_set(identifier, bytes, length) != 1) {
        ASN1_OCTET_STRING_free(identifier);
        return 0;
    }
    X509_set0_distinguishing_id(certificate, identifier);
    return 1;
}

static inline STACK_OF(X509) *hedui_crypto_stack(void) { return sk_X509_new_null(); }
static inline int hedui_crypto_stack_push(STACK_OF(X509) *stack, X509 *certificate) {
    if (X509_up_ref(certificate) != 1) return 0;
    if (sk_X509_push(stack, certificate) > 0) return 1;
    X509_free(certificate);
    return 0;
}
static inline int hedui_crypto_stack_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *hedui_crypto_stack_element(const STACK_OF(X509) *stack, int index) {
    return sk_X509_value(stack, index);
}
static inline void hedui_crypto_stack_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }

static inline GENERAL_NAMES *hedui_crypto_alternative_names(const X509 *certificate) {
    return (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
}
static inline int hedui_crypto_name_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }
/* The dNSName at this place, or NULL when another kind of name stands there. */
static inline const ASN1_STRING *hedui_crypto_dns_name(const GENERAL_NAMES *names, int index) {
    const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
    return name != NULL && name->type == GEN_DNS ? name->d.dNSName : NULL;
}

/* Seconds since 1970; 1 when the time could be read. */
static inline int hedui_crypto_seconds(const ASN1_TIME *time, long long *seconds) {
    int days = 0, rest = 0, read = 0;
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    if (epoch != NULL && time != NULL && ASN1_TIME_diff(&days, &rest, epoch, time) == 1) {
        *seconds = (long long)days * 86400 + rest;
        read = 1;
    }
    ASN1_TIME_free(epoch);
    return read;
}

/* ---- key files ---- */

/* What matters of a file that is open. */
typedef struct {
    int is_regular;
    int is_ours;
    unsigned int mode;
    long long size;
} hedui_crypto_file;

/* Never waits: a FIFO under the name of a key must not stop the process. */
static inline int hedui_crypto_open(const char *path) { return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); }

/* Only when nothing has that name yet, readable by its owner alone. */
static inline int hedui_crypto_create(const char *path) {
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

static inline int hedui_crypto_inspect(int descriptor, hedui_crypto_file *file) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return -1;
    file->is_regular = S_ISREG(status.st_mode);
    file->is_ours = status.st_uid == geteuid();
    file->mode = status.st_mode & 07777;
    file->size = (long long)status.st_size;
    return 0;
}

static inline long hedui_crypto_read(int descriptor, unsigned char *bytes, size_t count) {
    return read(descriptor, bytes, count);
}
static inline long hedui_crypto_write(int descriptor, const unsigned char *bytes, size_t count) {
    return write(descriptor, bytes, count);
}
static inline int hedui_crypto_synchronise(int descriptor) { return fsync(descriptor); }
/* Makes the names in a folder durable; 0 when they are. */
static inline int hedui_crypto_synchronise_folder(const char *path) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    int failed = fsync(descriptor);
    return close(descriptor) != 0 || failed != 0 ? -1 : 0;
}
static inline int hedui_crypto_close(int descriptor) { return close(descriptor); }
static inline int hedui_crypto_last_errno(void) { return errno; }
static inline int hedui_crypto_remove(const char *path) { return unlink(path); }

#endif

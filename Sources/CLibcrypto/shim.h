#pragma once
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <string.h>
#include <time.h>

// Time stamps (RFC 3161) by libcrypto's own TS functions: what Swift cannot say of them is said here,
// types that are macros and pointers that change hands.

// A request for the time of a SHA-256, with a nonce of 8 bytes or, for checking, without one.
static inline TS_REQ *annals_ts_request(const unsigned char *digest, const unsigned char *nonce) {
    TS_REQ *request = TS_REQ_new();
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    ASN1_INTEGER *number = NULL;
    BIGNUM *value = nonce == NULL ? NULL : BN_bin2bn(nonce, 8, NULL);
    if (value != NULL) number = BN_to_ASN1_INTEGER(value, NULL);
    int is_made = request != NULL && imprint != NULL && algorithm != NULL
        && (nonce == NULL || number != NULL);
    if (is_made) {
        X509_ALGOR_set_md(algorithm, EVP_sha256());
        is_made = TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1
            && TS_MSG_IMPRINT_set_msg(imprint, (unsigned char *)digest, 32) == 1
            && TS_REQ_set_version(request, 1) == 1
            && TS_REQ_set_msg_imprint(request, imprint) == 1
            && TS_REQ_set_cert_req(request, 1) == 1
            && (number == NULL || TS_REQ_set_nonce(request, number) == 1);
    }
    BN_free(value);
    ASN1_INTEGER_free(number);
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(imprint);
    if (is_made) return request;
    TS_REQ_free(request);
    return NULL;
}

// Whether a reply is a time stamp of that digest: granted, over the same imprint, with the same nonce
// where one is given, and signed by somebody the file of certificates vouches for where one is given.
// Gives the time that it says in seconds since 1970. 1: yes, 0: no, -1: not even a reply.
static inline int annals_ts_check(const unsigned char *reply, long count,
    const unsigned char *digest, const unsigned char *nonce, const char *authorities,
    long long *seconds) {
    const unsigned char *end = reply + count;
    TS_RESP *response = d2i_TS_RESP(NULL, &reply, count);
    // What stands behind the reply is no part of it.
    if (response == NULL || reply != end) {
        TS_RESP_free(response);
        return -1;
    }
    int answer = 0;
    TS_REQ *request = annals_ts_request(digest, nonce);
    TS_VERIFY_CTX *context = request == NULL ? NULL : TS_REQ_to_TS_VERIFY_CTX(request, NULL);
    if (context != NULL) {
        int is_ready = 1;
        if (authorities != NULL) {
            X509_STORE *store = X509_STORE_new();
            is_ready = store != NULL && X509_STORE_load_file(store, authorities) == 1;
            TS_VERIFY_CTX_set_store(context, store);
            TS_VERIFY_CTX_add_flags(context, TS_VFY_SIGNATURE);
        }
        answer = is_ready && TS_RESP_verify_response(context, response) == 1;
    }
    TS_TST_INFO *info = TS_RESP_get_tst_info(response);
    struct tm time;
    memset(&time, 0, sizeof time);
    if (info == NULL || ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &time) != 1) answer = 0;
    *seconds = timegm(&time);
    TS_VERIFY_CTX_free(context);
    TS_REQ_free(request);
    TS_RESP_free(response);
    return answer;
}

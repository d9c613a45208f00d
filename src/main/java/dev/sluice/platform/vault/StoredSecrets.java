package dev.sluice.platform.vault;

/** Encrypted values in the tables of one module. */
public interface StoredSecrets {
    /**
     * Encrypts what was encrypted with the previous key by {@link Vault#renewed}; runs at a start with two keys, and
     * again after one that was interrupted.
     *
     * @return how many values were encrypted anew
     */
    int renew();
}

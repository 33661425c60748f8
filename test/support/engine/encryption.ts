import { type Cipher, Credentials, type EncryptionKeyProxy, type InstanceSettings } from 'n8n-core';

/**
 * The dependencies of n8n-core's cipher. Its service container can't be imported, so they are set
 * here.
 */
interface CipherParts {
	/** Missing in older versions, which always use the instance key. */
	encryptionKeyProxy?: Pick<EncryptionKeyProxy, 'setProvider'>;
	instanceSettings: InstanceSettings;
}

/**
 * Sets the key of n8n-core's cipher. In n8n the keys are in its database
 * (encryption-bootstrap.service.js); here there is only the instance key, which every instance has,
 * in the format of credentials without a key id.
 */
export function provideEncryptionKey(): void {
	const { cipher } = new Credentials({ id: null, name: '' }, '') as unknown as { cipher: Cipher };
	const { encryptionKeyProxy, instanceSettings } = cipher as unknown as CipherParts;
	const key = async () => ({
		id: 'instance',
		value: cipher.encryptDEKWithInstanceKey(instanceSettings.encryptionKey),
		algorithm: 'aes-256-cbc',
		format: 'no-prefix' as const,
	});
	encryptionKeyProxy?.setProvider?.({
		getActiveKey: key,
		getLegacyKey: key,
		getKeyById: async () => null,
	});
}

import { type Cipher, Credentials, type EncryptionKeyProxy, type InstanceSettings } from 'n8n-core';

/**
 * What n8n-core's cipher was made with. Its container of services is not ours to import, so it is
 * reached from here.
 */
interface CipherParts {
	encryptionKeyProxy: EncryptionKeyProxy;
	instanceSettings: InstanceSettings;
}

/**
 * Gives n8n-core's cipher its key. In n8n the keys are in its database
 * (encryption-bootstrap.service.js); here there is the one that every instance has, the instance
 * key, in the format of credentials without a key id.
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
	encryptionKeyProxy.setProvider({
		getActiveKey: key,
		getLegacyKey: key,
		getKeyById: async () => null,
	});
}

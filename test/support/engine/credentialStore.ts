import { Credentials } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeCredentials } from 'n8n-workflow';
import { provideEncryptionKey } from './encryption';

provideEncryptionKey();

interface Row {
	id: string;
	name: string;
	type: string;
	/** Encrypted, as in n8n's table `credentials_entity`. */
	data: string;
}

/** Credentials by their type name: one credential of each type is enough for a run. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * Mirrors n8n's storage of credentials: rows of encrypted JSON. Every read decrypts, every write
 * replaces the whole row, and nothing locks. The encryption is n8n-core's own, so it drops the same
 * values (undefined, dates).
 */
export class CredentialStore {
	private readonly rows = new Map<string, Row>();

	/** The number of reads of a row; n8n reads one for each request (n8n.md 1.1). */
	reads = 0;

	static async of(credentials: CredentialData | CredentialStore = {}): Promise<CredentialStore> {
		if (credentials instanceof CredentialStore) return credentials;
		const store = new CredentialStore();
		for (const [type, data] of Object.entries(credentials)) await store.write(type, data);
		return store;
	}

	/** The value of a node's `credentials` field: a reference for each credential. */
	references(): INodeCredentials {
		return Object.fromEntries(
			[...this.rows.values()].map(({ id, name, type }) => [type, { id, name }]),
		);
	}

	/** The encrypted credential, as n8n's repository returns it. */
	find(type: string): Credentials {
		const row = this.row(type);
		this.reads++;
		return new Credentials({ id: row.id, name: row.name }, row.type, row.data);
	}

	/** The stored fields, decrypted, for the assertions of a test. */
	async read(type: string): Promise<ICredentialDataDecryptedObject> {
		const row = this.row(type);
		return await new Credentials({ id: row.id, name: row.name }, row.type, row.data).getData();
	}

	async write(type: string, data: ICredentialDataDecryptedObject): Promise<void> {
		const id = `credential-${type}`;
		const credentials = new Credentials({ id, name: type }, type);
		await credentials.setData(data);
		this.rows.set(type, { id, name: type, type, data: String(credentials.getDataToSave().data) });
	}

	/**
	 * Edits fields as a user does in the editor: hidden fields keep their values
	 * (credentials.service.js :: unredact).
	 */
	async edit(type: string, changes: ICredentialDataDecryptedObject): Promise<void> {
		await this.write(type, { ...(await this.read(type)), ...changes });
	}

	private row(type: string): Row {
		const row = this.rows.get(type);
		if (!row) throw new Error(`The test stored no credential of type "${type}"`);
		return row;
	}
}

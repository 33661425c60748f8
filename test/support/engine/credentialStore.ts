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
 * Where n8n keeps credentials: rows of encrypted JSON. Every read decrypts, every write replaces
 * the whole row, and nothing locks; the encryption is n8n-core's own, so that what does not survive
 * it (undefined, dates) does not survive here.
 */
export class CredentialStore {
	private readonly rows = new Map<string, Row>();

	/** How often a row was read; n8n reads one for each request (n8n.md 1.1). */
	reads = 0;

	static async of(credentials: CredentialData | CredentialStore = {}): Promise<CredentialStore> {
		if (credentials instanceof CredentialStore) return credentials;
		const store = new CredentialStore();
		for (const [type, data] of Object.entries(credentials)) await store.write(type, data);
		return store;
	}

	/** What a node's `credentials` field holds: a reference for each credential. */
	references(): INodeCredentials {
		return Object.fromEntries(
			[...this.rows.values()].map(({ id, name, type }) => [type, { id, name }]),
		);
	}

	/** The encrypted credential, as n8n's repository gives it. */
	find(type: string): Credentials {
		const row = this.row(type);
		this.reads++;
		return new Credentials({ id: row.id, name: row.name }, row.type, row.data);
	}

	/** The stored fields in clear, for the assertions of a test. */
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
	 * A user who edits fields in the editor: hidden fields keep their values (credentials.service.js
	 * :: unredact).
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

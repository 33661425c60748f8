import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/time';

/** `FindOneDocumentResponseDto`. */
export interface SignableDocument {
	id: string;
	title: string;
	type: string;
	/** PENDING is the vendor's sample; the status of a signed one is not documented. */
	status: 'PENDING' | 'SIGNED';
	createdAt: string;
	updatedAt: string;
	documentUrl: string;
}

/** Click-and-sign documents of the customer (killb.md 9). */
export class Documents {
	readonly byId = new Map<string, SignableDocument>();

	constructor(private readonly clock: Clock) {
		this.add('Terms and Conditions', 'TERMS_AND_CONDITIONS');
		this.add('Transaction Report', 'TRANSACTION_REPORT');
	}

	add(title: string, type: string): SignableDocument {
		const id = randomUUID();
		const now = this.clock.iso();
		const document: SignableDocument = {
			id,
			title,
			type,
			status: 'PENDING',
			createdAt: now,
			updatedAt: now,
			documentUrl: `https://documents.sandbox.example/${id}.pdf`,
		};
		this.byId.set(id, document);
		return document;
	}

	sign(document: SignableDocument): SignableDocument {
		return Object.assign(document, { status: 'SIGNED', updatedAt: this.clock.iso() });
	}
}

/**
 * Records a node's response through `getResponseObject()`: the methods of an express response that
 * nodes use.
 */
export class WebhookResponse {
	statusCode = 200;
	body: unknown = undefined;
	readonly headers: Record<string, string> = {};
	/** As on a real response: true once a response is being sent. */
	headersSent = false;
	writableEnded = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	setHeader(name: string, value: string): this {
		if (this.headersSent) throw new Error('Cannot set headers after they are sent to the client');
		this.headers[name.toLowerCase()] = value;
		return this;
	}

	set(name: string, value: string): this {
		return this.setHeader(name, value);
	}

	header(name: string, value: string): this {
		return this.setHeader(name, value);
	}

	type(value: string): this {
		return this.setHeader('content-type', value);
	}

	send(body?: unknown): this {
		if (this.headersSent) throw new Error('Cannot set headers after they are sent to the client');
		this.body = body;
		this.headersSent = true;
		this.writableEnded = true;
		return this;
	}

	json(body: unknown): this {
		return this.type('application/json').send(body);
	}

	sendStatus(code: number): this {
		return this.status(code).send(String(code));
	}

	/** `res.send(...).end()` is common and harmless: the second call does nothing. */
	end(body?: unknown): this {
		return this.writableEnded ? this : this.send(body);
	}
}

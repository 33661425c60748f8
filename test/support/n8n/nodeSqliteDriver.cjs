/**
 * Serves `require('sqlite3')` from Node's built-in `node:sqlite`, for machines where n8n's native
 * driver can be neither downloaded nor compiled. Loaded into n8n's process with `node --require`.
 * It has the part of sqlite3's interface that n8n's database layer calls (open, run, all, close)
 * and differs in one thing that shows: queries run on the main thread. Figures of the benchmarks
 * must not be taken with it.
 */
const { registerHooks } = require('node:module');
const { DatabaseSync } = require('node:sqlite');
const { pathToFileURL } = require('node:url');

const readOnlyFlag = 1;
const openUriFlag = 0x40;

/**
 * sqlite3 names the primary result code; n8n recognises unique and foreign key violations by it.
 */
const codeNames = {
	5: 'SQLITE_BUSY',
	6: 'SQLITE_LOCKED',
	8: 'SQLITE_READONLY',
	10: 'SQLITE_IOERR',
	11: 'SQLITE_CORRUPT',
	13: 'SQLITE_FULL',
	14: 'SQLITE_CANTOPEN',
	19: 'SQLITE_CONSTRAINT',
};

function asDriverError(error) {
	const primary = error.errcode & 0xff;
	const code = codeNames[primary] ?? 'SQLITE_ERROR';
	return Object.assign(new Error(`${code}: ${error.message}`), { code, errno: primary });
}

/** node:sqlite refuses these types; sqlite3 turns them into what SQLite can hold. */
function asColumnValue(value) {
	if (value === undefined) return null;
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
		return String(value);
	return value;
}

function asRow(row) {
	for (const [column, value] of Object.entries(row)) {
		if (value instanceof Uint8Array) row[column] = Buffer.from(value);
	}
	return { ...row };
}

class Database {
	constructor(path, ...rest) {
		const callback = rest.pop();
		const flags = rest[0] ?? 0;
		this.#answer(callback, () => {
			this.database = new DatabaseSync(path, {
				readOnly: (flags & readOnlyFlag) !== 0,
				// SQLite's own defaults, which sqlite3 keeps and n8n's migrations rely on.
				enableForeignKeyConstraints: false,
				enableDoubleQuotedStringLiterals: true,
				defensive: false,
			});
		});
	}

	run(sql, ...rest) {
		return this.#query(sql, rest, (statement, values) => {
			const { changes, lastInsertRowid } = statement.run(...values);
			return { context: { changes: Number(changes), lastID: Number(lastInsertRowid) } };
		});
	}

	all(sql, ...rest) {
		return this.#query(sql, rest, (statement, values) => ({
			rows: statement.all(...values).map(asRow),
		}));
	}

	close(callback) {
		this.#answer(callback, () => this.database.close());
	}

	#query(sql, rest, execute) {
		const callback = rest.pop();
		const values = (rest[0] ?? []).map(asColumnValue);
		this.#answer(callback, () => execute(this.database.prepare(sql), values));
		return this;
	}

	/** sqlite3 never calls back before the call has returned, and callers rely on it. */
	#answer(callback, work) {
		setImmediate(() => {
			let result;
			try {
				result = work() ?? {};
			} catch (error) {
				callback.call({}, asDriverError(error));
				return;
			}
			callback.call(result.context ?? {}, null, result.rows);
		});
	}
}

const sqlite3 = {
	Database,
	OPEN_READONLY: readOnlyFlag,
	OPEN_URI: openUriFlag,
	verbose: () => sqlite3,
};
module.exports = sqlite3;

registerHooks({
	resolve(specifier, context, next) {
		if (specifier !== 'sqlite3') return next(specifier, context);
		return { url: pathToFileURL(__filename).href, format: 'commonjs', shortCircuit: true };
	},
});

/**
 * Puts off loading a part of the package until it is first needed; from then on it stays. n8n loads every installed node when it
 * starts, and most of its processes never run most of them.
 * @returns gives the part; rejects as `load` does, and then tries again at the next call
 */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
	let part: Promise<T> | undefined;
	return async () => {
		part ??= load();
		try {
			return await part;
		} catch (error) {
			part = undefined;
			throw error;
		}
	};
}

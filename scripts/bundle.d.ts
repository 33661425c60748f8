/** Bundles compiled modules into the files that ship; see bundle.js. */
export function bundle(
	compiled: string,
	destination: string,
	loaded?: { credentials: string[]; nodes: string[] },
): Promise<unknown>;

/** The npm packages whose code ships inside the bundle. */
export const BUNDLED_PACKAGES: string[];

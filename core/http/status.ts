/** Any 2xx: the vendors do not document which (killb.md section 11, 12). */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** A redirect, which no signature, token or password follows. */
export function isRedirect(status: number): boolean {
	return status >= 300 && status < 400;
}

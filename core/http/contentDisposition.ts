/** The file name in a Content-Disposition header, without any folder in front of it. */
export function fileNameIn(disposition: string | undefined): string | undefined {
	const name = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
	return name?.split(/[/\\]/).pop()?.trim() || undefined;
}

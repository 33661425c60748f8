/** The address at which a run reaches its service. Each run has its own. */
export interface Address {
	/** `url` as it is reached there */
	through(url: string): string;
	/** the number of visits: connections, or lookups of the name */
	visits: number;
	/** is called for each visit with its number, from 1 on */
	onVisit?: ((visit: number) => void) | undefined;
	/** Refuses connections from now on, as if nothing listened there. */
	refuse(): Promise<void>;
	accept(): Promise<void>;
	/** Breaks the address, if it is made for that; until then it works. */
	break?(): void;
	/** Repairs what `break` broke. */
	repair?(): void;
}

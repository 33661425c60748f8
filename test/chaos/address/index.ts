/** Where a run's service is reached. Each run has one of its own. */
export interface Address {
	/** `url` as it is reached there */
	through(url: string): string;
	/** how often somebody came: connected, or looked the name up */
	visits: number;
	/** is told of each visit, with its number from 1 on */
	onVisit?: ((visit: number) => void) | undefined;
	/** From now on connections are refused, as where nothing listens. */
	refuse(): Promise<void>;
	accept(): Promise<void>;
	/**
	 * From now on something is wrong with it, if it is made for that; until then it is as it should
	 * be.
	 */
	break?(): void;
	/** puts that right */
	mend?(): void;
}

/** An English noun with its article: "an order", "a clerk", "a user". */
export const withArticle = (noun: string): string => `${/^(?:[aeio]|u(?!se|ni|su))/i.test(noun) ? 'an' : 'a'} ${noun}`;

"""Who said what in English: `statements.attribute_english` is the door; the other modules are its steps, from words to articles.

The language     words, cues, sentences, quotes, clauses, phrases, circumstances, verbs, places, offices, outlets
One sentence     attributions: it asks according, beside_quotes, inverted, subjects, participles, judging, states and labels for who
                 reports, speaking whether that can be a voice, left, right and content for what is reported, settling which stand;
                 attribution is the record
Who that is      resolve: people, names, gender, bodies, definite, holders and publishers; discourse is what an article has said so far
A paragraph      paragraph: voices gives a sentence's attributions their speakers, relays decides who speaks where words are handed on,
                 joining which are one; going_on, orphans, between and points find the words without a reporting clause, noticing
                 whom the next "he" means; report is the record
An article       statements: monologue reads transcripts and speeches, leads, continued and occasions carry words from one paragraph
                 to the next; context gives when, where and to whom
"""

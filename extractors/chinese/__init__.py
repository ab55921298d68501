"""Who said what in Chinese: `statements.attribute_chinese` is the door; the other modules are its steps, from words to documents.

The language     text (sentences and clauses, as there are no words between spaces), verbs, posts, lexicon, mentions; line is a
                 sentence with all that was found in it
One sentence     reports: it asks subjects, turns and strangers for who speaks, saying and labels whether anything is said,
                 asked for what a journalist asks
Who that is      cast: memory is whom the text has named so far, pronouns who 他 is
A document       statements and its reader, from top to bottom: kinds tells what it is, host and papers whose one voice it is, voice
                 how long it goes on, furniture what is no part of it; context and dates give when, where and to whom
The topic        referent: naming and war_words (the war is named), else evidence with matters and charges
"""

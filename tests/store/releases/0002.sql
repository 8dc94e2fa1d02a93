BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE alerts (
	id INTEGER NOT NULL, 
	story_id INTEGER NOT NULL, 
	drama VARCHAR(200) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	words TEXT NOT NULL, 
	episode INTEGER, 
	at BIGINT NOT NULL, 
	state VARCHAR(10) DEFAULT 'open' NOT NULL, 
	decided_by TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE, 
	UNIQUE (story_id, drama)
);
INSERT INTO "alerts" VALUES(1,1,'nevertheless','moved','Episode 4 airs later.',4,1624114800000000,'open',NULL);
CREATE TABLE announcements (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	about TEXT NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	drama VARCHAR(200) NOT NULL, 
	release VARCHAR(200) NOT NULL, 
	episodes TEXT NOT NULL, 
	announced VARCHAR(16) NOT NULL, 
	announced_zone VARCHAR(64) NOT NULL, 
	lead VARCHAR(16) NOT NULL, 
	by_default BOOLEAN NOT NULL, 
	default_release BOOLEAN NOT NULL, 
	zoned BOOLEAN NOT NULL, 
	zone VARCHAR(64), 
	chat_id INTEGER, 
	due BIGINT NOT NULL, 
	expires BIGINT NOT NULL, 
	cursor INTEGER DEFAULT '0' NOT NULL, 
	complete BOOLEAN NOT NULL, 
	notice TEXT, 
	turn BIGINT DEFAULT '0' NOT NULL, 
	missed BIGINT, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);
INSERT INTO "announcements" VALUES(1,'nevertheless/netflix/1@2021-06-20T00:00:00 Asia/Kuala_Lumpur/0m/default/','nevertheless/netflix/1@2021-06-20T00:00:00 Asia/Kuala_Lumpur','PREMIERE','nevertheless','netflix','1','2021-06-20T00:00','Asia/Kuala_Lumpur','0m',1,1,0,NULL,NULL,1624118400000000,1624140000000000,0,1,NULL,1,NULL);
INSERT INTO "announcements" VALUES(2,'nevertheless/netflix/2@2021-06-27T00:00:00 Asia/Kuala_Lumpur/0m/default/','nevertheless/netflix/2@2021-06-27T00:00:00 Asia/Kuala_Lumpur','REMINDER','nevertheless','netflix','2','2021-06-27T00:00','Asia/Kuala_Lumpur','0m',1,1,0,NULL,NULL,1624723200000000,1624744800000000,0,1,NULL,1,NULL);
INSERT INTO "announcements" VALUES(3,'nevertheless/netflix/3@2021-07-04T00:00:00 Asia/Kuala_Lumpur/0m/default/','nevertheless/netflix/3@2021-07-04T00:00:00 Asia/Kuala_Lumpur','REMINDER','nevertheless','netflix','3','2021-07-04T00:00','Asia/Kuala_Lumpur','0m',1,1,0,NULL,NULL,1625328000000000,1625349600000000,0,1,NULL,1,NULL);
INSERT INTO "announcements" VALUES(4,'nevertheless/netflix/4@2021-07-11T00:00:00 Asia/Kuala_Lumpur/1d/default/','nevertheless/netflix/4@2021-07-11T00:00:00 Asia/Kuala_Lumpur','REMINDER','nevertheless','netflix','4','2021-07-11T00:00','Asia/Kuala_Lumpur','1d',1,1,0,NULL,NULL,1625846400000000,1625932800000000,0,1,NULL,4,NULL);
INSERT INTO "announcements" VALUES(5,'nevertheless/netflix/4@2021-07-11T00:00:00 Asia/Kuala_Lumpur/0m/default/','nevertheless/netflix/4@2021-07-11T00:00:00 Asia/Kuala_Lumpur','REMINDER','nevertheless','netflix','4','2021-07-11T00:00','Asia/Kuala_Lumpur','0m',1,1,0,NULL,NULL,1625932800000000,1625954400000000,0,1,NULL,4,NULL);
INSERT INTO "announcements" VALUES(6,'nevertheless/netflix/5@2021-07-18T00:00:00 Asia/Kuala_Lumpur/0m/default/','nevertheless/netflix/5@2021-07-18T00:00:00 Asia/Kuala_Lumpur','REMINDER','nevertheless','netflix','5','2021-07-18T00:00','Asia/Kuala_Lumpur','0m',1,1,0,NULL,NULL,1626537600000000,1626559200000000,0,1,NULL,4,NULL);
CREATE TABLE batches (
	id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	attempts SMALLINT DEFAULT '0' NOT NULL, 
	claimed BIGINT NOT NULL, 
	not_before BIGINT, 
	unsure BIGINT, 
	plain BOOLEAN DEFAULT (false) NOT NULL, 
	doubtful BOOLEAN DEFAULT (false) NOT NULL, 
	late BOOLEAN DEFAULT (false) NOT NULL, 
	message_id VARCHAR(64), 
	reason TEXT, 
	correct_from BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "batches" VALUES(1,1,'terminal','sent',1,1795375477387344,NULL,NULL,0,0,0,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(2,1,'terminal','sent',1,1795375477491010,NULL,NULL,0,0,0,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(3,1,'terminal','sent',1,1795375477590023,NULL,NULL,0,0,0,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(4,2,'telegram','sent',1,1795375481590023,NULL,NULL,0,0,0,'101',NULL,NULL);
INSERT INTO "batches" VALUES(5,3,'telegram','no rights',1,1795375482590023,NULL,NULL,0,0,0,NULL,'not enough rights to send',NULL);
INSERT INTO "batches" VALUES(6,4,'discord','waiting',1,1795375483590023,1795375577590023,NULL,0,0,0,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(7,2,'telegram','sending',0,1795375484590023,NULL,NULL,0,0,0,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(8,4,'discord','unknown',2,1795375485590023,NULL,1795375477590023,0,1,1,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(9,4,'discord','sent',1,1795375486590023,NULL,NULL,0,0,0,'900',NULL,0);
INSERT INTO "batches" VALUES(10,5,'telegram','gone',1,1795375487590023,NULL,NULL,0,0,0,NULL,'blocked',NULL);
CREATE TABLE broadcasts (
	id INTEGER NOT NULL, 
	drama VARCHAR(200) NOT NULL, 
	text TEXT NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	at BIGINT NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	decided BIGINT, 
	decided_by TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "broadcasts" VALUES(1,'','Thank you all.','approved',1624114800000000,'telegram','4711','Ana',1624114800000000,'Ana');
CREATE TABLE calendars (
	chat_id INTEGER NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	made BIGINT NOT NULL, 
	state VARCHAR(64) DEFAULT '' NOT NULL, 
	changed BIGINT NOT NULL, 
	PRIMARY KEY (chat_id), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE, 
	UNIQUE (fingerprint)
);
INSERT INTO "calendars" VALUES(1,'not-a-real-one',1624114800000000,'',1624114800000000);
CREATE TABLE chats (
	id INTEGER NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	address VARCHAR(64) NOT NULL, 
	thread VARCHAR(32) DEFAULT '' NOT NULL, 
	place VARCHAR(10) NOT NULL, 
	zone VARCHAR(64), 
	state VARCHAR(10) DEFAULT 'active' NOT NULL, 
	reason TEXT, 
	hold_until BIGINT, 
	anonymous BOOLEAN DEFAULT (false) NOT NULL, 
	gone_since BIGINT, 
	added_by VARCHAR(64), 
	told BOOLEAN DEFAULT (false) NOT NULL, quote VARCHAR(40), people INTEGER, counted BIGINT, 
	PRIMARY KEY (id), 
	UNIQUE (platform, address, thread)
);
INSERT INTO "chats" VALUES(1,'terminal','1','','private','Asia/Kuala_Lumpur','active',NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "chats" VALUES(2,'telegram','100','','private','Asia/Seoul','active',NULL,NULL,0,NULL,NULL,0,'q1',NULL,NULL);
INSERT INTO "chats" VALUES(3,'telegram','-200','7','group','Asia/Seoul','paused',NULL,1627570800000000,0,NULL,NULL,0,'q1',12,1624114800000000);
INSERT INTO "chats" VALUES(4,'discord','300','','channel','Asia/Seoul','active',NULL,NULL,0,NULL,NULL,0,'q1',12,1624114800000000);
INSERT INTO "chats" VALUES(5,'telegram','400','','private','Asia/Seoul','gone',NULL,NULL,0,NULL,NULL,0,'q1',NULL,NULL);
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	announcement_id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	priority SMALLINT NOT NULL, 
	turn BIGINT NOT NULL, 
	state VARCHAR(10) DEFAULT 'ready' NOT NULL, 
	batch_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(announcement_id) REFERENCES announcements (id), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE, 
	UNIQUE (announcement_id, chat_id)
);
INSERT INTO "deliveries" VALUES(1,1,1,'terminal',1,0,'sent',1);
INSERT INTO "deliveries" VALUES(2,2,1,'terminal',1,0,'sent',2);
INSERT INTO "deliveries" VALUES(3,3,1,'terminal',1,0,'sent',3);
INSERT INTO "deliveries" VALUES(4,1,2,'telegram',1,0,'missed',NULL);
INSERT INTO "deliveries" VALUES(5,1,3,'telegram',1,1,'dead',NULL);
INSERT INTO "deliveries" VALUES(6,1,5,'telegram',1,2,'gone',10);
INSERT INTO "deliveries" VALUES(7,2,2,'telegram',1,0,'sent',4);
INSERT INTO "deliveries" VALUES(8,2,3,'telegram',1,1,'paused',5);
INSERT INTO "deliveries" VALUES(9,2,4,'discord',1,0,'unknown',8);
INSERT INTO "deliveries" VALUES(10,3,4,'discord',1,0,'sent',9);
INSERT INTO "deliveries" VALUES(11,3,2,'telegram',1,0,'skipped',NULL);
INSERT INTO "deliveries" VALUES(12,3,5,'telegram',1,0,'unwanted',NULL);
INSERT INTO "deliveries" VALUES(13,4,2,'telegram',1,0,'expired',NULL);
INSERT INTO "deliveries" VALUES(14,4,4,'discord',1,0,'claimed',6);
INSERT INTO "deliveries" VALUES(15,5,2,'telegram',1,0,'claimed',7);
INSERT INTO "deliveries" VALUES(16,5,3,'telegram',1,2,'paused',NULL);
INSERT INTO "deliveries" VALUES(17,6,4,'discord',1,1,'ready',NULL);
INSERT INTO "deliveries" VALUES(18,6,1,'terminal',1,0,'ready',NULL);
INSERT INTO "deliveries" VALUES(19,6,3,'telegram',1,3,'paused',NULL);
INSERT INTO "deliveries" VALUES(20,6,2,'telegram',1,2,'ready',NULL);
INSERT INTO "deliveries" VALUES(21,5,4,'discord',1,0,'ready',NULL);
INSERT INTO "deliveries" VALUES(22,5,1,'terminal',1,1,'ready',NULL);
CREATE TABLE digests (
	chat_id INTEGER NOT NULL, 
	what VARCHAR(10) NOT NULL, 
	hour VARCHAR(5) NOT NULL, 
	weekday SMALLINT, 
	due BIGINT NOT NULL, person VARCHAR(64), 
	PRIMARY KEY (chat_id, what), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "digests" VALUES(2,'news','08:00',NULL,1625842800000000,NULL);
INSERT INTO "digests" VALUES(3,'receipts','09:00',NULL,1625842800000000,'4711');
CREATE TABLE documents (
	slug VARCHAR(200) NOT NULL, 
	text TEXT NOT NULL, 
	file VARCHAR(64), 
	edited BOOLEAN NOT NULL, 
	removed BIGINT, 
	PRIMARY KEY (slug)
);
INSERT INTO "documents" VALUES('lovely-runner','title = "Lovely Runner"
original_title = "선재 업고 튀어"

[[cast]]
actor = "Byeon Woo-seok"
hangul = "변우석"
character = "Ryu Sun-jae"

[[cast]]
actor = "Kim Hye-yoon"
hangul = "김혜윤"
character = "Im Sol"

[[release]] # also on TVING, Viki and Viu
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50 PM"
episodes = 16
every = ["Monday", "Tuesday"]
','54b6871e65fe94dd8988cfaaf4723612e8c081a365cfed56100ec94550a26b0f',0,NULL);
INSERT INTO "documents" VALUES('moving','title = "Moving"
original_title = "무빙"

[[cast]]
actor = "Ryu Seung-ryong"
hangul = "류승룡"
character = "Jang Ju-won"

[[cast]]
actor = "Han Hyo-joo"
hangul = "한효주"
character = "Lee Mi-hyun"

[[cast]]
actor = "Zo In-sung"
hangul = "조인성"
character = "Kim Doo-sik"

[[release]]
network = "Disney+"
zone = "KST"
first = 2023-08-09
episodes = 20
every = ["Wednesday"]
first_night = 7
per_night = 2
last_night = 3

[[release.change]]
episodes = [8, 9]
at = "16 August 2023 4PM"
reason = "the planned hour; they came late"
','736ebe2ad0293ac44dc80c0ecc59925838db2e2bf398606c16a4a408c78b62eb',0,NULL);
INSERT INTO "documents" VALUES('nevertheless','title = "Nevertheless"
original_title = "알고있지만"
aliases = ["I Know But"]
about = "Two art students: she does not trust love but wants to date, he enjoys flirting but finds dating a bother. After the webtoon of the same name."
director = ["Kim Ga-ram"]
rating = "some episodes 19+"
source = { name = "GOKpop", date = 2021-06-19 }

[[cast]]
actor = "Song Kang"
hangul = "송강"
character = "Park Jae-eon"

[[cast]]
actor = "Han So-hee"
hangul = "한소희"
character = "Yu Na-bi"
aliases = ["Nabi"]

[[release]]
network = "Netflix"
zone = "MYT"
first = "20 June 2021 12AM"
episodes = 10
every = ["Sunday"]

[[release]]
network = "JTBC"
zone = "KST"
first = "19 June 2021 11PM"
episodes = 10
every = ["Saturday"]

[[quote]]
who = "Song Kang"
text = "it had that sweetness of romance that we expect of young love, but there were other things that differentiated the story and made it stand out."
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Song Kang"
text = "I put a lot of effort in pulling it off"
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Song Kang"
text = "Jae-eon''s weakness is love. He thinks being in a relationship is frivolous but he still seeks out romance. His growth after his encounter with Nabi would be something the audience can anticipate"
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Han So-hee"
text = "hopes the audience will find my character relatable"
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Han So-hee"
text = "wanted to be real and raw"
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Han So-hee"
text = "I feel 50% similar with Na-bi. She knows that the relationship with Jae-eon is dangerous yet she falls into it anyway. I used to be like Nabi, but since I''ve experienced that and move past it, we are no longer the same. But I do resonate with her."
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Kim Ga-ram"
text = "When I read the original webtoon, I thought of Song Kang and Han So-hee. Thankfully, they really liked the webtoon and wanted to work with me."
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Song Kang"
text = "when I first knew about this offer, I think Han So-hee really looks a lot like Nabi from the webtoon. She has a frank character and I am very happy to work together with her."
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Han So-hee"
text = "Everyone who has ever been in love know what kind of feeling they will go through. While watching Nevertheless, some people might reminisce about the past and spark hope to fall in love again!"
source = "GOKpop, 19 June 2021"

[[quote]]
who = "Song Kang"
text = "There’s a lot of heart-fluttering scenes in our drama."
source = "GOKpop, 19 June 2021"
','20d81df86ddc48efbe1d3f2bb71ce81e6ee494a9dcbc291e754c802aa4389382',0,NULL);
CREATE TABLE drafts (
	id INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "drafts" VALUES(1,'{}',1624114800000000);
CREATE TABLE editors (
	platform VARCHAR(20) NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	since BIGINT NOT NULL, 
	PRIMARY KEY (platform, person)
);
INSERT INTO "editors" VALUES('telegram','4711','Ana',1624114800000000);
CREATE TABLE erasures (
	fingerprint VARCHAR(64) NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (fingerprint)
);
INSERT INTO "erasures" VALUES('eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee',1624114800000000);
CREATE TABLE facts (
	"key" VARCHAR(100) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "facts" VALUES('clock','real');
INSERT INTO "facts" VALUES('id','d1b45a56689164cd');
INSERT INTO "facts" VALUES('mark','2021-07-03T16:00:00+00:00');
INSERT INTO "facts" VALUES('clocks','{"tzdata": "2026.6", "rules": {"Asia/Kuala_Lumpur": [[1624028400, 28800]], "Asia/Seoul": [[1624028400, 32400]], "Asia/Taipei": [[1624028400, 28800]]}}');
CREATE TABLE feed_items (
	feed_id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (feed_id, "key"), 
	FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
);
INSERT INTO "feed_items" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',1624114800000000);
CREATE TABLE feeds (
	id INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	site TEXT DEFAULT '' NOT NULL, 
	home TEXT, 
	platform VARCHAR(20) NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	added BIGINT NOT NULL, 
	state VARCHAR(10) DEFAULT 'active' NOT NULL, 
	reason TEXT, 
	etag TEXT, 
	modified TEXT, 
	due BIGINT NOT NULL, 
	every INTEGER DEFAULT '1800' NOT NULL, 
	skip VARCHAR(100) DEFAULT '/' NOT NULL, 
	failures INTEGER DEFAULT '0' NOT NULL, 
	fetched BIGINT, 
	begun BOOLEAN DEFAULT (false) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (address)
);
INSERT INTO "feeds" VALUES(1,'https://news.example/feed','Drama News',NULL,'file','','config',1624114800000000,'active',NULL,NULL,NULL,1624118400000000,1800,'/',0,NULL,0);
CREATE TABLE fillings (
	chat_id INTEGER NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	"key" VARCHAR(20) NOT NULL, 
	form VARCHAR(40) NOT NULL, 
	about VARCHAR(200) NOT NULL, 
	answers TEXT NOT NULL, 
	asked VARCHAR(40) NOT NULL, 
	touched BIGINT NOT NULL, 
	message VARCHAR(64) NOT NULL, 
	PRIMARY KEY (chat_id, person), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "fillings" VALUES(2,'100','k1','adddrama','','{}','title',1624114800000000,'55');
CREATE TABLE inbox (
	"key" VARCHAR(80) NOT NULL, 
	at BIGINT NOT NULL, 
	answer TEXT, 
	PRIMARY KEY ("key")
);
CREATE TABLE leads (
	chat_id INTEGER NOT NULL, 
	drama VARCHAR(200) NOT NULL, 
	lead VARCHAR(16) NOT NULL, 
	PRIMARY KEY (chat_id, drama, lead)
);
INSERT INTO "leads" VALUES(1,'lovely-runner','1h');
INSERT INTO "leads" VALUES(1,'lovely-runner','0m');
CREATE TABLE lines (
	"key" VARCHAR(20) NOT NULL, 
	line TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE news_words (
	chat_id INTEGER NOT NULL, 
	word VARCHAR(100) NOT NULL, 
	wanted BOOLEAN NOT NULL, 
	PRIMARY KEY (chat_id, word), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "news_words" VALUES(2,'teaser',1);
CREATE TABLE proposals (
	id INTEGER NOT NULL, 
	slug VARCHAR(200) NOT NULL, 
	what TEXT NOT NULL, 
	reason TEXT, 
	"before" TEXT, 
	"after" TEXT, 
	state VARCHAR(10) NOT NULL, 
	at BIGINT NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	line TEXT, 
	suggested BOOLEAN NOT NULL, 
	decided BIGINT, 
	decided_by TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "proposals" VALUES(1,'moonrise','add it',NULL,NULL,'title = "Moonrise"

[[release]]
network = "tvN"
zone = "KST"
first = "8 April 2030 8:50 PM"
episodes = 16
every = ["Monday", "Tuesday"]
','draft',1624114800000000,'terminal','you','you','/adddrama "Moonrise" tvN 8 Apr 2030 8:50 PM KST, Mondays and Tuesdays, 16 episodes',0,NULL,NULL);
INSERT INTO "proposals" VALUES(2,'lovely-runner','skip episode 9','World Cup','title = "Lovely Runner"
original_title = "선재 업고 튀어"

[[cast]]
actor = "Byeon Woo-seok"
hangul = "변우석"
character = "Ryu Sun-jae"

[[cast]]
actor = "Kim Hye-yoon"
hangul = "김혜윤"
character = "Im Sol"

[[release]] # also on TVING, Viki and Viu
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50 PM"
episodes = 16
every = ["Monday", "Tuesday"]
','title = "Lovely Runner"
original_title = "선재 업고 튀어"

[[cast]]
actor = "Byeon Woo-seok"
hangul = "변우석"
character = "Ryu Sun-jae"

[[cast]]
actor = "Kim Hye-yoon"
hangul = "김혜윤"
character = "Im Sol"

[[release]] # also on TVING, Viki and Viu
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50 PM"
episodes = 16
every = ["Monday", "Tuesday"]
skip = [
    {on = 2024-05-06, reason = "World Cup"},
]
','draft',1624114800000000,'terminal','you','you','/skip lovely-runner 9 World Cup',0,NULL,NULL);
INSERT INTO "proposals" VALUES(3,'lovely-runner','skip episode 9',NULL,'title = "Lovely Runner"
original_title = "선재 업고 튀어"

[[cast]]
actor = "Byeon Woo-seok"
hangul = "변우석"
character = "Ryu Sun-jae"

[[cast]]
actor = "Kim Hye-yoon"
hangul = "김혜윤"
character = "Im Sol"

[[release]] # also on TVING, Viki and Viu
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50 PM"
episodes = 16
every = ["Monday", "Tuesday"]
','title = "Lovely Runner"
original_title = "선재 업고 튀어"

[[cast]]
actor = "Byeon Woo-seok"
hangul = "변우석"
character = "Ryu Sun-jae"

[[cast]]
actor = "Kim Hye-yoon"
hangul = "김혜윤"
character = "Im Sol"

[[release]] # also on TVING, Viki and Viu
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50 PM"
episodes = 16
every = ["Monday", "Tuesday"]
skip = [2024-05-06]
','proposed',1624114800000000,'terminal','you','you','/skip lovely-runner 9',1,NULL,NULL);
CREATE TABLE published (
	uid VARCHAR(255) NOT NULL, 
	run VARCHAR(255) NOT NULL, 
	chat_id INTEGER, 
	episode INTEGER NOT NULL, 
	announced VARCHAR(16) NOT NULL, 
	announced_zone VARCHAR(64) NOT NULL, 
	details VARCHAR(64) NOT NULL, 
	sequence INTEGER NOT NULL, 
	changed BIGINT NOT NULL, 
	cancelled BOOLEAN NOT NULL, 
	PRIMARY KEY (uid), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
CREATE TABLE questions (
	chat_id INTEGER NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	line TEXT NOT NULL, 
	PRIMARY KEY (chat_id, person), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "questions" VALUES(1,'you','/subscribe');
CREATE TABLE quotes_shown (
	chat_id INTEGER NOT NULL, 
	quote VARCHAR(40) NOT NULL, 
	times INTEGER NOT NULL, 
	PRIMARY KEY (chat_id, quote), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "quotes_shown" VALUES(1,'c6820d8d8a5b2a94',1);
CREATE TABLE stories (
	id INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	title TEXT NOT NULL, 
	site TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	published BIGINT, 
	published_on VARCHAR(10), 
	found BIGINT NOT NULL, 
	fresh BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "stories" VALUES(1,'https://news.example/nevertheless','Nevertheless is out','Drama News','It is out.',1624114800000000,NULL,NULL,1624114800000000,1);
CREATE TABLE story_sources (
	address TEXT NOT NULL, 
	story_id INTEGER NOT NULL, 
	feed_id INTEGER, 
	title TEXT NOT NULL, 
	site TEXT NOT NULL, 
	found BIGINT NOT NULL, 
	PRIMARY KEY (address), 
	FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE SET NULL, 
	FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
INSERT INTO "story_sources" VALUES('news.example/nevertheless',1,1,'Nevertheless is out','Drama News',1624114800000000);
CREATE TABLE story_ties (
	story_id INTEGER NOT NULL, 
	about VARCHAR(6) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	episode INTEGER, 
	headline BOOLEAN NOT NULL, 
	PRIMARY KEY (story_id, about, name), 
	FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
INSERT INTO "story_ties" VALUES(1,'drama','nevertheless',NULL,1);
CREATE TABLE subscriptions (
	chat_id INTEGER NOT NULL, 
	drama VARCHAR(200) NOT NULL, 
	release VARCHAR(200) DEFAULT '' NOT NULL, 
	custom BOOLEAN NOT NULL, 
	since BIGINT NOT NULL, 
	rewatch VARCHAR(16), 
	rewatch_zone VARCHAR(64), 
	rewatch_due BIGINT, 
	PRIMARY KEY (chat_id, drama), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "subscriptions" VALUES(1,'nevertheless','',0,1624114800000000,NULL,NULL,NULL);
INSERT INTO "subscriptions" VALUES(1,'lovely-runner','',1,1624114800000000,NULL,NULL,NULL);
INSERT INTO "subscriptions" VALUES(2,'nevertheless','',0,1621522800000000,NULL,NULL,NULL);
INSERT INTO "subscriptions" VALUES(3,'nevertheless','',0,1621522800000000,NULL,NULL,NULL);
INSERT INTO "subscriptions" VALUES(4,'nevertheless','',0,1621522800000000,NULL,NULL,NULL);
INSERT INTO "subscriptions" VALUES(5,'nevertheless','',0,1621522800000000,NULL,NULL,NULL);
CREATE TABLE told_stories (
	chat_id INTEGER NOT NULL, 
	story_id INTEGER NOT NULL, 
	PRIMARY KEY (chat_id, story_id), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE, 
	FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
INSERT INTO "told_stories" VALUES(2,1);
CREATE TABLE watched (
	chat_id INTEGER NOT NULL, 
	drama VARCHAR(200) NOT NULL, 
	run VARCHAR(16) NOT NULL, 
	episode INTEGER NOT NULL, 
	PRIMARY KEY (chat_id, drama, run), 
	FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "watched" VALUES(2,'nevertheless','',2);
CREATE TABLE wishes (
	drama VARCHAR(200) NOT NULL, 
	release VARCHAR(200) NOT NULL, 
	lead VARCHAR(16) NOT NULL, 
	zone VARCHAR(64) NOT NULL, 
	PRIMARY KEY (drama, release, lead, zone)
);
INSERT INTO "wishes" VALUES('nevertheless','','default','Asia/Kuala_Lumpur');
INSERT INTO "wishes" VALUES('lovely-runner','','default','Asia/Kuala_Lumpur');
INSERT INTO "wishes" VALUES('lovely-runner','','1h','Asia/Kuala_Lumpur');
INSERT INTO "wishes" VALUES('lovely-runner','','0m','Asia/Kuala_Lumpur');
CREATE INDEX announcements_by_drama ON announcements (drama, due);
CREATE INDEX announcements_by_expiry ON announcements (expires);
CREATE INDEX announcements_by_about ON announcements (about);
CREATE INDEX announcements_incomplete ON announcements (due) WHERE NOT complete;
CREATE INDEX chats_inactive ON chats (platform, state) WHERE state <> 'active';
CREATE INDEX proposals_by_drama ON proposals (slug, id);
CREATE INDEX proposals_by_person ON proposals (platform, person, at);
CREATE INDEX proposals_by_state ON proposals (state, id);
CREATE INDEX inbox_by_age ON inbox (at);
CREATE INDEX batches_to_correct ON batches (platform, correct_from) WHERE correct_from IS NOT NULL;
CREATE INDEX batches_by_chat ON batches (chat_id);
CREATE INDEX batches_open ON batches (platform, not_before) WHERE state IN ('sending', 'waiting');
CREATE INDEX batches_open_of_chat ON batches (chat_id) WHERE state IN ('sending', 'waiting');
CREATE INDEX deliveries_by_chat ON deliveries (chat_id);
CREATE INDEX deliveries_ready ON deliveries (platform, priority, turn, id) WHERE state = 'ready';
CREATE INDEX deliveries_unsent_of_chat ON deliveries (chat_id) WHERE state IN ('ready', 'paused');
CREATE INDEX deliveries_unsent_of_announcement ON deliveries (announcement_id) WHERE state IN ('ready', 'paused');
CREATE INDEX deliveries_expired ON deliveries (announcement_id) WHERE state = 'expired';
CREATE INDEX deliveries_of_batch ON deliveries (batch_id) WHERE state = 'claimed';
CREATE INDEX rewatches_by_due ON subscriptions (rewatch_due) WHERE rewatch_due IS NOT NULL;
CREATE INDEX subscriptions_by_drama ON subscriptions (drama, chat_id);
CREATE INDEX published_by_chat ON published (chat_id);
CREATE INDEX published_by_run ON published (run);
CREATE INDEX feeds_by_due ON feeds (due) WHERE state = 'active';
CREATE INDEX feed_items_by_age ON feed_items (feed_id, at);
CREATE INDEX stories_by_age ON stories (found);
CREATE INDEX story_sources_by_story ON story_sources (story_id);
CREATE INDEX story_sources_by_feed ON story_sources (feed_id);
CREATE INDEX story_ties_by_name ON story_ties (about, name, story_id);
CREATE INDEX digests_by_due ON digests (due);
CREATE INDEX told_stories_by_story ON told_stories (story_id);
CREATE INDEX fillings_by_key ON fillings ("key");
CREATE INDEX fillings_by_age ON fillings (touched);
CREATE INDEX drafts_by_age ON drafts (at);
COMMIT;

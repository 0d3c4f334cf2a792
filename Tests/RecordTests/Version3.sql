BEGIN TRANSACTION;
CREATE TABLE network (
  name TEXT NOT NULL PRIMARY KEY,
  symbol TEXT NOT NULL,
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 38),
  max_supply TEXT CHECK (max_supply = '0' OR (max_supply GLOB '[1-9]*' AND max_supply NOT GLOB '*[^0-9]*' AND length(max_supply) <= 39))
) STRICT, WITHOUT ROWID;
INSERT INTO network VALUES('wards','W',2,NULL);
CREATE TABLE run (
  run INTEGER PRIMARY KEY,
  run_key TEXT NOT NULL CHECK (length(run_key) = 64 AND run_key NOT GLOB '*[^0-9a-f]*'),
  job TEXT NOT NULL,
  seed TEXT NOT NULL CHECK (seed = '0' OR (seed GLOB '[1-9]*' AND seed NOT GLOB '*[^0-9]*' AND length(seed) <= 39)),
  rounds INTEGER NOT NULL CHECK (rounds >= 1),
  arithmetic INTEGER NOT NULL CHECK (arithmetic >= 0),
  network TEXT REFERENCES network (name),
  UNIQUE (run_key)
) STRICT;
INSERT INTO run VALUES(1,'28e647efdb5242d24ff01b0ae4ecc874bd6c8ec5c7aebf4cd6191f4d52b15250','first','9',4,2,'wards');
INSERT INTO run VALUES(2,'dd0314cce614373e2007a7072b20d26ed5b307c958b2581462b91ef8e015383b','second','10',4,2,'wards');
INSERT INTO run VALUES(3,'5e80dde97c6bcb7f24c627e9f74d0c83e152b7548bd8160de3344dbbce9fe74c','third','11',4,2,'wards');
INSERT INTO run VALUES(4,'3c18694d4d946d06123104aa5c33d3b834bcd336aade88c74cb9ef4b3a4c2022','fourth','12',4,2,'wards');
CREATE TABLE spec_file (
  run INTEGER NOT NULL REFERENCES run (run),
  position INTEGER NOT NULL CHECK (position >= 0),
  text TEXT NOT NULL,
  PRIMARY KEY (run, position)
) STRICT;
INSERT INTO spec_file VALUES(1,0,replace('schema: muster/v1\nkind: job\nname: first\nseed: 9\nuse_case: {industry: healthcare, task: classification}\ndata:\n  source: {csv: rows.csv, label: state, scale: standard}\n  partitions: {iid: {clients: 2}}\n  owners: [ann, bob]\nmodel: softmax\ntraining: {epochs: 2, batch_size: 1, optimizer: {sgd: {learning_rate: 0.1}}}\nfederation: {rounds: 4}\ntokenomics:\n  network: wards\n  token: {symbol: W, decimals: 2}\n  emission: {per_round: "40"}\n  split: {data: 80%, compute: 20%}\nparticipants: {ann: {roles: [data]}, bob: {roles: [data]}, cloud: {roles: [compute]}}\n','\n',char(10)));
INSERT INTO spec_file VALUES(2,0,replace('schema: muster/v1\nkind: job\nname: second\nseed: 10\nuse_case: {industry: healthcare, task: classification}\ndata:\n  source: {csv: rows.csv, label: state, scale: standard}\n  partitions: {iid: {clients: 2}}\n  owners: [ann, bob]\nmodel: softmax\ntraining: {epochs: 2, batch_size: 1, optimizer: {sgd: {learning_rate: 0.1}}}\nfederation: {rounds: 4}\ntokenomics:\n  network: wards\n  token: {symbol: W, decimals: 2}\n  emission: {per_round: "40"}\n  split: {data: 80%, compute: 20%}\nparticipants: {ann: {roles: [data]}, bob: {roles: [data]}, cloud: {roles: [compute]}}\n# later\n','\n',char(10)));
INSERT INTO spec_file VALUES(3,0,replace('schema: muster/v1\nkind: job\nname: third\nseed: 11\nuse_case: {industry: healthcare, task: classification}\ndata:\n  source: {csv: rows.csv, label: state, scale: standard}\n  partitions: {iid: {clients: 2}}\n  owners: [ann, bob]\nmodel: softmax\ntraining: {epochs: 4000, batch_size: 1, optimizer: {sgd: {learning_rate: 0.1}}}\nfederation: {rounds: 4}\ntokenomics:\n  network: wards\n  token: {symbol: W, decimals: 2}\n  emission: {per_round: "40"}\n  split: {data: 80%, compute: 20%}\nparticipants: {ann: {roles: [data]}, bob: {roles: [data]}, cloud: {roles: [compute]}}\n# later\n','\n',char(10)));
INSERT INTO spec_file VALUES(4,0,replace('schema: muster/v1\nkind: job\nname: fourth\nseed: 12\nuse_case: {industry: healthcare, task: classification}\ndata:\n  source: {csv: rows.csv, label: state, scale: standard}\n  partitions: {iid: {clients: 2}}\n  owners: [ann, bob]\nmodel: softmax\ntraining: {epochs: 1, batch_size: 1, optimizer: {sgd: {learning_rate: 0.1}}}\nfederation: {rounds: 4}\ntokenomics:\n  network: wards\n  token: {symbol: W, decimals: 2}\n  emission: {per_round: "40"}\n  split: {data: 80%, compute: 20%}\nparticipants: {ann: {roles: [data]}, bob: {roles: [data]}, cloud: {roles: [compute]}}\n# later\n','\n',char(10)));
CREATE TABLE field (
  run INTEGER NOT NULL REFERENCES run (run),
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO field VALUES(1,'data.owners.0','ann');
INSERT INTO field VALUES(1,'data.owners.1','bob');
INSERT INTO field VALUES(1,'data.partitions.iid.clients','2');
INSERT INTO field VALUES(1,'data.source.drop','[]');
INSERT INTO field VALUES(1,'data.source.features','[]');
INSERT INTO field VALUES(1,'data.source.label','state');
INSERT INTO field VALUES(1,'data.source.scale','standard');
INSERT INTO field VALUES(1,'data.test.fraction','0.2');
INSERT INTO field VALUES(1,'data.test.stratified','false');
INSERT INTO field VALUES(1,'federation.cohort.at_least','1');
INSERT INTO field VALUES(1,'federation.cohort.fraction','1');
INSERT INTO field VALUES(1,'federation.evaluate.every','1');
INSERT INTO field VALUES(1,'federation.numerics','portable');
INSERT INTO field VALUES(1,'federation.rounds','4');
INSERT INTO field VALUES(1,'federation.strategy','fedavg');
INSERT INTO field VALUES(1,'kind','job');
INSERT INTO field VALUES(1,'model','softmax');
INSERT INTO field VALUES(1,'name','first');
INSERT INTO field VALUES(1,'participants.ann.roles.0','data');
INSERT INTO field VALUES(1,'participants.bob.roles.0','data');
INSERT INTO field VALUES(1,'participants.cloud.roles.0','compute');
INSERT INTO field VALUES(1,'schema','muster/v1');
INSERT INTO field VALUES(1,'seed','9');
INSERT INTO field VALUES(1,'tokenomics.contribution','samples');
INSERT INTO field VALUES(1,'tokenomics.emission.per_round','40');
INSERT INTO field VALUES(1,'tokenomics.genesis','{}');
INSERT INTO field VALUES(1,'tokenomics.network','wards');
INSERT INTO field VALUES(1,'tokenomics.split.compute','20%');
INSERT INTO field VALUES(1,'tokenomics.split.data','80%');
INSERT INTO field VALUES(1,'tokenomics.split.treasury','0%');
INSERT INTO field VALUES(1,'tokenomics.split.validator','0%');
INSERT INTO field VALUES(1,'tokenomics.token.decimals','2');
INSERT INTO field VALUES(1,'tokenomics.token.symbol','W');
INSERT INTO field VALUES(1,'training.batch_size','1');
INSERT INTO field VALUES(1,'training.epochs','2');
INSERT INTO field VALUES(1,'training.optimizer.sgd.learning_rate','0.1');
INSERT INTO field VALUES(1,'training.optimizer.sgd.momentum','0');
INSERT INTO field VALUES(1,'training.optimizer.sgd.nesterov','false');
INSERT INTO field VALUES(1,'training.optimizer.sgd.weight_decay','0');
INSERT INTO field VALUES(1,'training.schedule','constant');
INSERT INTO field VALUES(1,'training.shuffle','epoch');
INSERT INTO field VALUES(1,'training.warm_up','0');
INSERT INTO field VALUES(1,'use_case.industry','healthcare');
INSERT INTO field VALUES(1,'use_case.task','classification');
INSERT INTO field VALUES(2,'data.owners.0','ann');
INSERT INTO field VALUES(2,'data.owners.1','bob');
INSERT INTO field VALUES(2,'data.partitions.iid.clients','2');
INSERT INTO field VALUES(2,'data.source.drop','[]');
INSERT INTO field VALUES(2,'data.source.features','[]');
INSERT INTO field VALUES(2,'data.source.label','state');
INSERT INTO field VALUES(2,'data.source.scale','standard');
INSERT INTO field VALUES(2,'data.test.fraction','0.2');
INSERT INTO field VALUES(2,'data.test.stratified','false');
INSERT INTO field VALUES(2,'federation.cohort.at_least','1');
INSERT INTO field VALUES(2,'federation.cohort.fraction','1');
INSERT INTO field VALUES(2,'federation.evaluate.every','1');
INSERT INTO field VALUES(2,'federation.numerics','portable');
INSERT INTO field VALUES(2,'federation.rounds','4');
INSERT INTO field VALUES(2,'federation.strategy','fedavg');
INSERT INTO field VALUES(2,'kind','job');
INSERT INTO field VALUES(2,'model','softmax');
INSERT INTO field VALUES(2,'name','second');
INSERT INTO field VALUES(2,'participants.ann.roles.0','data');
INSERT INTO field VALUES(2,'participants.bob.roles.0','data');
INSERT INTO field VALUES(2,'participants.cloud.roles.0','compute');
INSERT INTO field VALUES(2,'schema','muster/v1');
INSERT INTO field VALUES(2,'seed','10');
INSERT INTO field VALUES(2,'tokenomics.contribution','samples');
INSERT INTO field VALUES(2,'tokenomics.emission.per_round','40');
INSERT INTO field VALUES(2,'tokenomics.genesis','{}');
INSERT INTO field VALUES(2,'tokenomics.network','wards');
INSERT INTO field VALUES(2,'tokenomics.split.compute','20%');
INSERT INTO field VALUES(2,'tokenomics.split.data','80%');
INSERT INTO field VALUES(2,'tokenomics.split.treasury','0%');
INSERT INTO field VALUES(2,'tokenomics.split.validator','0%');
INSERT INTO field VALUES(2,'tokenomics.token.decimals','2');
INSERT INTO field VALUES(2,'tokenomics.token.symbol','W');
INSERT INTO field VALUES(2,'training.batch_size','1');
INSERT INTO field VALUES(2,'training.epochs','2');
INSERT INTO field VALUES(2,'training.optimizer.sgd.learning_rate','0.1');
INSERT INTO field VALUES(2,'training.optimizer.sgd.momentum','0');
INSERT INTO field VALUES(2,'training.optimizer.sgd.nesterov','false');
INSERT INTO field VALUES(2,'training.optimizer.sgd.weight_decay','0');
INSERT INTO field VALUES(2,'training.schedule','constant');
INSERT INTO field VALUES(2,'training.shuffle','epoch');
INSERT INTO field VALUES(2,'training.warm_up','0');
INSERT INTO field VALUES(2,'use_case.industry','healthcare');
INSERT INTO field VALUES(2,'use_case.task','classification');
INSERT INTO field VALUES(3,'data.owners.0','ann');
INSERT INTO field VALUES(3,'data.owners.1','bob');
INSERT INTO field VALUES(3,'data.partitions.iid.clients','2');
INSERT INTO field VALUES(3,'data.source.drop','[]');
INSERT INTO field VALUES(3,'data.source.features','[]');
INSERT INTO field VALUES(3,'data.source.label','state');
INSERT INTO field VALUES(3,'data.source.scale','standard');
INSERT INTO field VALUES(3,'data.test.fraction','0.2');
INSERT INTO field VALUES(3,'data.test.stratified','false');
INSERT INTO field VALUES(3,'federation.cohort.at_least','1');
INSERT INTO field VALUES(3,'federation.cohort.fraction','1');
INSERT INTO field VALUES(3,'federation.evaluate.every','1');
INSERT INTO field VALUES(3,'federation.numerics','portable');
INSERT INTO field VALUES(3,'federation.rounds','4');
INSERT INTO field VALUES(3,'federation.strategy','fedavg');
INSERT INTO field VALUES(3,'kind','job');
INSERT INTO field VALUES(3,'model','softmax');
INSERT INTO field VALUES(3,'name','third');
INSERT INTO field VALUES(3,'participants.ann.roles.0','data');
INSERT INTO field VALUES(3,'participants.bob.roles.0','data');
INSERT INTO field VALUES(3,'participants.cloud.roles.0','compute');
INSERT INTO field VALUES(3,'schema','muster/v1');
INSERT INTO field VALUES(3,'seed','11');
INSERT INTO field VALUES(3,'tokenomics.contribution','samples');
INSERT INTO field VALUES(3,'tokenomics.emission.per_round','40');
INSERT INTO field VALUES(3,'tokenomics.genesis','{}');
INSERT INTO field VALUES(3,'tokenomics.network','wards');
INSERT INTO field VALUES(3,'tokenomics.split.compute','20%');
INSERT INTO field VALUES(3,'tokenomics.split.data','80%');
INSERT INTO field VALUES(3,'tokenomics.split.treasury','0%');
INSERT INTO field VALUES(3,'tokenomics.split.validator','0%');
INSERT INTO field VALUES(3,'tokenomics.token.decimals','2');
INSERT INTO field VALUES(3,'tokenomics.token.symbol','W');
INSERT INTO field VALUES(3,'training.batch_size','1');
INSERT INTO field VALUES(3,'training.epochs','4000');
INSERT INTO field VALUES(3,'training.optimizer.sgd.learning_rate','0.1');
INSERT INTO field VALUES(3,'training.optimizer.sgd.momentum','0');
INSERT INTO field VALUES(3,'training.optimizer.sgd.nesterov','false');
INSERT INTO field VALUES(3,'training.optimizer.sgd.weight_decay','0');
INSERT INTO field VALUES(3,'training.schedule','constant');
INSERT INTO field VALUES(3,'training.shuffle','epoch');
INSERT INTO field VALUES(3,'training.warm_up','0');
INSERT INTO field VALUES(3,'use_case.industry','healthcare');
INSERT INTO field VALUES(3,'use_case.task','classification');
INSERT INTO field VALUES(4,'data.owners.0','ann');
INSERT INTO field VALUES(4,'data.owners.1','bob');
INSERT INTO field VALUES(4,'data.partitions.iid.clients','2');
INSERT INTO field VALUES(4,'data.source.drop','[]');
INSERT INTO field VALUES(4,'data.source.features','[]');
INSERT INTO field VALUES(4,'data.source.label','state');
INSERT INTO field VALUES(4,'data.source.scale','standard');
INSERT INTO field VALUES(4,'data.test.fraction','0.2');
INSERT INTO field VALUES(4,'data.test.stratified','false');
INSERT INTO field VALUES(4,'federation.cohort.at_least','1');
INSERT INTO field VALUES(4,'federation.cohort.fraction','1');
INSERT INTO field VALUES(4,'federation.evaluate.every','1');
INSERT INTO field VALUES(4,'federation.numerics','portable');
INSERT INTO field VALUES(4,'federation.rounds','4');
INSERT INTO field VALUES(4,'federation.strategy','fedavg');
INSERT INTO field VALUES(4,'kind','job');
INSERT INTO field VALUES(4,'model','softmax');
INSERT INTO field VALUES(4,'name','fourth');
INSERT INTO field VALUES(4,'participants.ann.roles.0','data');
INSERT INTO field VALUES(4,'participants.bob.roles.0','data');
INSERT INTO field VALUES(4,'participants.cloud.roles.0','compute');
INSERT INTO field VALUES(4,'schema','muster/v1');
INSERT INTO field VALUES(4,'seed','12');
INSERT INTO field VALUES(4,'tokenomics.contribution','samples');
INSERT INTO field VALUES(4,'tokenomics.emission.per_round','40');
INSERT INTO field VALUES(4,'tokenomics.genesis','{}');
INSERT INTO field VALUES(4,'tokenomics.network','wards');
INSERT INTO field VALUES(4,'tokenomics.split.compute','20%');
INSERT INTO field VALUES(4,'tokenomics.split.data','80%');
INSERT INTO field VALUES(4,'tokenomics.split.treasury','0%');
INSERT INTO field VALUES(4,'tokenomics.split.validator','0%');
INSERT INTO field VALUES(4,'tokenomics.token.decimals','2');
INSERT INTO field VALUES(4,'tokenomics.token.symbol','W');
INSERT INTO field VALUES(4,'training.batch_size','1');
INSERT INTO field VALUES(4,'training.epochs','1');
INSERT INTO field VALUES(4,'training.optimizer.sgd.learning_rate','0.1');
INSERT INTO field VALUES(4,'training.optimizer.sgd.momentum','0');
INSERT INTO field VALUES(4,'training.optimizer.sgd.nesterov','false');
INSERT INTO field VALUES(4,'training.optimizer.sgd.weight_decay','0');
INSERT INTO field VALUES(4,'training.schedule','constant');
INSERT INTO field VALUES(4,'training.shuffle','epoch');
INSERT INTO field VALUES(4,'training.warm_up','0');
INSERT INTO field VALUES(4,'use_case.industry','healthcare');
INSERT INTO field VALUES(4,'use_case.task','classification');
CREATE TABLE data_file (
  run INTEGER NOT NULL REFERENCES run (run),
  position INTEGER NOT NULL CHECK (position >= 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
INSERT INTO data_file VALUES(1,0,'d49e2503fd9e56aaae71db328c67a46cfbee1b11c78fbba3862216518925ab10');
INSERT INTO data_file VALUES(2,0,'d49e2503fd9e56aaae71db328c67a46cfbee1b11c78fbba3862216518925ab10');
INSERT INTO data_file VALUES(3,0,'d49e2503fd9e56aaae71db328c67a46cfbee1b11c78fbba3862216518925ab10');
INSERT INTO data_file VALUES(4,0,'d49e2503fd9e56aaae71db328c67a46cfbee1b11c78fbba3862216518925ab10');
CREATE TABLE dataset (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  features TEXT NOT NULL CHECK (json_type(features) = 'array'),
  classes TEXT NOT NULL CHECK (json_type(classes) = 'array'),
  test_rows INTEGER NOT NULL CHECK (test_rows >= 0)
) STRICT;
INSERT INTO dataset VALUES(1,'["a","b"]','["ill","well"]',8);
INSERT INTO dataset VALUES(2,'["a","b"]','["ill","well"]',8);
INSERT INTO dataset VALUES(3,'["a","b"]','["ill","well"]',8);
INSERT INTO dataset VALUES(4,'["a","b"]','["ill","well"]',8);
CREATE TABLE client (
  run INTEGER NOT NULL REFERENCES run (run),
  client INTEGER NOT NULL CHECK (client >= 0),
  name TEXT NOT NULL,
  owner TEXT,
  operator TEXT,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  label_counts TEXT NOT NULL CHECK (json_type(label_counts) = 'array'),
  PRIMARY KEY (run, client)
) STRICT, WITHOUT ROWID;
INSERT INTO client VALUES(1,0,'client-0','ann','cloud',16,'[9,7]');
INSERT INTO client VALUES(1,1,'client-1','bob','cloud',16,'[7,9]');
INSERT INTO client VALUES(2,0,'client-0','ann','cloud',16,'[7,9]');
INSERT INTO client VALUES(2,1,'client-1','bob','cloud',16,'[10,6]');
INSERT INTO client VALUES(3,0,'client-0','ann','cloud',16,'[9,7]');
INSERT INTO client VALUES(3,1,'client-1','bob','cloud',16,'[8,8]');
INSERT INTO client VALUES(4,0,'client-0','ann','cloud',16,'[5,11]');
INSERT INTO client VALUES(4,1,'client-1','bob','cloud',16,'[9,7]');
CREATE TABLE git (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  commit_hash TEXT NOT NULL,
  dirty INTEGER NOT NULL CHECK (dirty IN (0, 1)),
  diff_digest TEXT CHECK (length(diff_digest) = 64 AND diff_digest NOT GLOB '*[^0-9a-f]*'),
  CHECK (dirty = (diff_digest IS NOT NULL))
) STRICT;
INSERT INTO git VALUES(1,'df65e6f69c21533a3716e95ace4eaeb9022c8fa1',1,'dcd1a7efa6da045fdf97615a1a13b9e64caa5cfaad39581b98842349925458c0');
INSERT INTO git VALUES(2,'df65e6f69c21533a3716e95ace4eaeb9022c8fa1',1,'dcd1a7efa6da045fdf97615a1a13b9e64caa5cfaad39581b98842349925458c0');
INSERT INTO git VALUES(3,'df65e6f69c21533a3716e95ace4eaeb9022c8fa1',1,'dcd1a7efa6da045fdf97615a1a13b9e64caa5cfaad39581b98842349925458c0');
INSERT INTO git VALUES(4,'df65e6f69c21533a3716e95ace4eaeb9022c8fa1',1,'dcd1a7efa6da045fdf97615a1a13b9e64caa5cfaad39581b98842349925458c0');
CREATE TABLE opening (
  run INTEGER NOT NULL REFERENCES run (run),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  height INTEGER NOT NULL CHECK (height >= 0),
  PRIMARY KEY (run, after_round)
) STRICT, WITHOUT ROWID;
INSERT INTO opening VALUES(1,0,0);
INSERT INTO opening VALUES(2,0,4);
INSERT INTO opening VALUES(3,0,8);
INSERT INTO opening VALUES(3,2,14);
INSERT INTO opening VALUES(4,0,10);
CREATE TABLE opening_balance (
  run INTEGER NOT NULL REFERENCES run (run),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  account TEXT NOT NULL,
  amount TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*'
    OR account = '@mint' AND amount GLOB '-[1-9]*' AND substr(amount, 2) NOT GLOB '*[^0-9]*'),
  PRIMARY KEY (run, after_round, account),
  FOREIGN KEY (run, after_round) REFERENCES opening (run, after_round)
) STRICT, WITHOUT ROWID;
INSERT INTO opening_balance VALUES(2,0,'@mint','-16000');
INSERT INTO opening_balance VALUES(2,0,'ann','6400');
INSERT INTO opening_balance VALUES(2,0,'bob','6400');
INSERT INTO opening_balance VALUES(2,0,'cloud','3200');
INSERT INTO opening_balance VALUES(3,0,'@mint','-32000');
INSERT INTO opening_balance VALUES(3,0,'ann','12800');
INSERT INTO opening_balance VALUES(3,0,'bob','12800');
INSERT INTO opening_balance VALUES(3,0,'cloud','6400');
INSERT INTO opening_balance VALUES(3,2,'@mint','-56000');
INSERT INTO opening_balance VALUES(3,2,'ann','22400');
INSERT INTO opening_balance VALUES(3,2,'bob','22400');
INSERT INTO opening_balance VALUES(3,2,'cloud','11200');
INSERT INTO opening_balance VALUES(4,0,'@mint','-40000');
INSERT INTO opening_balance VALUES(4,0,'ann','16000');
INSERT INTO opening_balance VALUES(4,0,'bob','16000');
INSERT INTO opening_balance VALUES(4,0,'cloud','8000');
CREATE TABLE decision (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  client INTEGER NOT NULL CHECK (client >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('dropped', 'reassigned')),
  operator TEXT,
  PRIMARY KEY (run, round, client, kind),
  CHECK ((kind = 'reassigned') = (operator IS NOT NULL)),
  FOREIGN KEY (run, round) REFERENCES round (run, round),
  FOREIGN KEY (run, client) REFERENCES client (run, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE round (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  model_digest TEXT NOT NULL CHECK (length(model_digest) = 64 AND model_digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO round VALUES(1,1,'313f0c61f2eb3656e8ac92ebe6fab3779e05a540677d1a56e9d81525bdd39770');
INSERT INTO round VALUES(1,2,'3f5b5cfaaa5ee4ab84498be94ceecb285b28f6b3cc1928a516a3be6b0dd271e1');
INSERT INTO round VALUES(1,3,'e3b0b43ebed2d21b426ee1aac2a4a89112399a418ca179f848675319c05d88f8');
INSERT INTO round VALUES(1,4,'e1d57fd281d964ee6fb0f295fcd03e280f1d713f31124ca9b6fdbbba0a8464bb');
INSERT INTO round VALUES(2,1,'d74c8ec2490e4fafb85fb5f3c2140e4b15efc91c438f4a019343df47ff500b5a');
INSERT INTO round VALUES(2,2,'42ee1442ba145cc22f0a6bab5e117a6bb1ea05ad7d694d7e578f615bf8677fb5');
INSERT INTO round VALUES(2,3,'9b7d2829bfd4c03ba4789bde6f5e47e1bd17ba8d858efa20d9ea454952879fee');
INSERT INTO round VALUES(2,4,'7a34b0ed878610c26cb7700b86e140ece59c5b3261b036636ec685df23379868');
INSERT INTO round VALUES(3,1,'6befafb20f35073fc7eecbe087a72f83ce057c5fa9c3dbf98d577793574974a5');
INSERT INTO round VALUES(3,2,'61eea146c6ab7370f137ea1fae6c0af93c9dcaac3a92d7564eed3ebec9c852c9');
INSERT INTO round VALUES(3,3,'a28604aa77d9a963f0970cd3fbdccbf100c113d6de28754345caa5dbf185726d');
INSERT INTO round VALUES(3,4,'8a640e445e8622aa8b7f49931c49c976ee8ef81d91702d9fa875c58d1ecf3497');
INSERT INTO round VALUES(4,1,'ba83479a17d74b83036a40f809546e495a3bcb700aeb97184a652b8582b2e8b4');
INSERT INTO round VALUES(4,2,'1540f594267f881740e0ef513d2fdf1929b42cfce8a510ce928db02e1d30a0a1');
INSERT INTO round VALUES(4,3,'58596b67b11d7367a192f8a62a26a29ec11636e3efe59c48b1fe44c23c067279');
INSERT INTO round VALUES(4,4,'aba4257a0549dc3c42e5d58b4b0b356eede41649d525f63c75e0aae8ec7a1625');
CREATE TABLE evaluation (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  confusion TEXT NOT NULL CHECK (json_type(confusion) = 'array'),
  loss_sum REAL NOT NULL,
  loss_sum_bits TEXT NOT NULL CHECK (length(loss_sum_bits) = 16 AND loss_sum_bits NOT GLOB '*[^0-9a-f]*'),
  squared_error_sum REAL NOT NULL,
  squared_error_sum_bits TEXT NOT NULL CHECK (length(squared_error_sum_bits) = 16 AND squared_error_sum_bits NOT GLOB '*[^0-9a-f]*'),
  absolute_error_sum REAL NOT NULL,
  absolute_error_sum_bits TEXT NOT NULL CHECK (length(absolute_error_sum_bits) = 16 AND absolute_error_sum_bits NOT GLOB '*[^0-9a-f]*'),
  target_sum REAL NOT NULL,
  target_sum_bits TEXT NOT NULL CHECK (length(target_sum_bits) = 16 AND target_sum_bits NOT GLOB '*[^0-9a-f]*'),
  target_square_sum REAL NOT NULL,
  target_square_sum_bits TEXT NOT NULL CHECK (length(target_square_sum_bits) = 16 AND target_square_sum_bits NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, round),
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO evaluation VALUES(1,1,8,'[4,0,1,3]',4.2107252180576324462,'4010d7c85a000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(1,2,8,'[4,0,1,3]',4.029843255877494812,'40101e8f3b000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(1,3,8,'[4,0,1,3]',4.0511621870100498199,'40103463dc400000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(1,4,8,'[4,0,1,3]',4.0632181968539953231,'401040bc45600000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(2,1,8,'[3,0,1,4]',3.1607759594917297363,'40094944e8000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(2,2,8,'[3,0,1,4]',2.8352283015847206115,'4006ae8c2d000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(2,3,8,'[3,0,1,4]',2.6348170153796672821,'4005141af1800000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(2,4,8,'[3,0,1,4]',2.6265919329598546028,'40050342a1a00000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(3,1,8,'[3,0,2,3]',22.779355516657062707,'4036c783d7d7ffd0',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(3,2,8,'[3,0,2,3]',23.490194234764146586,'40377d7d5e8efff0',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(3,3,8,'[3,0,2,3]',23.509584569605038949,'403782742264fff8',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(3,4,8,'[3,0,2,3]',23.709486208390416095,'4037b5a0e35dfff8',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(4,1,8,'[5,1,0,2]',2.7709458470344543457,'40062ae5a8000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(4,2,8,'[6,0,0,2]',2.1936868578195571899,'40018cabb2000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(4,3,8,'[6,0,0,2]',1.8969758674502372741,'3ffe5a035e000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(4,4,8,'[6,0,0,2]',1.8504497371613979339,'3ffd9b712f000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
CREATE TABLE ranking (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  half_pairs INTEGER NOT NULL CHECK (half_pairs >= 0),
  pairs INTEGER NOT NULL CHECK (pairs >= 1),
  PRIMARY KEY (run, round),
  CHECK (half_pairs <= 2 * pairs),
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO ranking VALUES(1,1,26,16);
INSERT INTO ranking VALUES(1,2,26,16);
INSERT INTO ranking VALUES(1,3,26,16);
INSERT INTO ranking VALUES(1,4,26,16);
INSERT INTO ranking VALUES(2,1,28,15);
INSERT INTO ranking VALUES(2,2,28,15);
INSERT INTO ranking VALUES(2,3,28,15);
INSERT INTO ranking VALUES(2,4,28,15);
INSERT INTO ranking VALUES(3,1,26,15);
INSERT INTO ranking VALUES(3,2,26,15);
INSERT INTO ranking VALUES(3,3,26,15);
INSERT INTO ranking VALUES(3,4,26,15);
INSERT INTO ranking VALUES(4,1,24,12);
INSERT INTO ranking VALUES(4,2,24,12);
INSERT INTO ranking VALUES(4,3,24,12);
INSERT INTO ranking VALUES(4,4,24,12);
CREATE TABLE client_update (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  client INTEGER NOT NULL CHECK (client >= 0),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  examples INTEGER NOT NULL CHECK (examples >= 0),
  steps INTEGER NOT NULL CHECK (steps >= 0),
  loss REAL NOT NULL,
  loss_bits TEXT NOT NULL CHECK (length(loss_bits) = 16 AND loss_bits NOT GLOB '*[^0-9a-f]*'),
  update_digest TEXT NOT NULL CHECK (length(update_digest) = 64 AND update_digest NOT GLOB '*[^0-9a-f]*'),
  contribution TEXT NOT NULL CHECK (contribution = '0' OR (contribution GLOB '[1-9]*' AND contribution NOT GLOB '*[^0-9]*' AND length(contribution) <= 39)),
  PRIMARY KEY (run, round, client),
  FOREIGN KEY (run, round) REFERENCES round (run, round),
  FOREIGN KEY (run, client) REFERENCES client (run, client)
) STRICT, WITHOUT ROWID;
INSERT INTO client_update VALUES(1,1,0,16,32,32,0.52300047618336975574,'3fe0bc6b7ea00000','a9f957a1709197ee4bc9964d3a6d0bddf9a844012eb44d28e14150f6f1af53ab','16');
INSERT INTO client_update VALUES(1,1,1,16,32,32,0.47300840169191360473,'3fde45c508000000','6d32d7d79f9d657887a71ea1df6c2d9b1f982727bba19ebffd42b1725b32f7ad','16');
INSERT INTO client_update VALUES(1,2,0,16,32,32,0.40847020002547651529,'3fda246031a00000','ec85c8a0fc348f64040d47590f5b4e295ede42ba81bd2f4ed7e16b598de6a174','16');
INSERT INTO client_update VALUES(1,2,1,16,32,32,0.31543362600496038794,'3fd4301084f00000','ae9bac8ca045df705899befd0062bf283930e1981c3dca6c81f4ffa2af8eebc5','16');
INSERT INTO client_update VALUES(1,3,0,16,32,32,0.38842078173183836042,'3fd8dbe2d6a80000','ce0344e95f16a154bccd2cb86aed546bda3efe3dab28c22c0513d3c555e19b74','16');
INSERT INTO client_update VALUES(1,3,1,16,32,32,0.26375128782819956541,'3fd0e14d14e00000','34103331f611bff794401486458119eccfc7a7d89316b71cc8967fa8dfc144cd','16');
INSERT INTO client_update VALUES(1,4,0,16,32,32,0.38193824695190414786,'3fd871ad1df00000','e828c911be7d46fd137af2c239675c16197e32008d5e6e5bc2aefce94fb32d03','16');
INSERT INTO client_update VALUES(1,4,1,16,32,32,0.23916087567340582609,'3fce9cd2d5c00000','9f85da8448664503ffc8c61093cab03055008346635334ef13d6b9fcddc34203','16');
INSERT INTO client_update VALUES(2,1,0,16,32,32,0.55705262394621968269,'3fe1d36006400000','d140d0a9e6bbd50aaa69e30b4c9c7a163d4352ad72abf8a1cdfe50e23b79be28','16');
INSERT INTO client_update VALUES(2,1,1,16,32,32,0.50165450130589306354,'3fe00d8dbda00000','3b4db879886d4a8e51b3c111155ed35adfbe128a4653b15cec4a08c315f14314','16');
INSERT INTO client_update VALUES(2,2,0,16,32,32,0.44451966602355241775,'3fdc73029d000000','7338062f826d2fba38bfcd0e4d2ba195cb7166f7be47fbc156233f0b95cbd471','16');
INSERT INTO client_update VALUES(2,2,1,16,32,32,0.36828047060407698154,'3fd791e840400000','d4aad27cdafbfad56b028e6a890241a104eca24fab140e6d70d59a8eba649564','16');
INSERT INTO client_update VALUES(2,3,0,16,32,32,0.41937315079849213361,'3fdad7027be00000','e959887f36a8e814234dfa48a3fc65b72150924c5fb4bad26daea78e118d7ce5','16');
INSERT INTO client_update VALUES(2,3,1,16,32,32,0.33373643411323428153,'3fd55bf00f800000','73e62d0985876d89723de9195b6e9cb242ae3bc5d60da23d32729df093f40e06','16');
INSERT INTO client_update VALUES(2,4,0,16,32,32,0.40951290883822366595,'3fda3575a1b00000','15f34679dc61632c45305acc0e51e1346e64e8b555c2076b6877d4ac440a77e2','16');
INSERT INTO client_update VALUES(2,4,1,16,32,32,0.31786086839565541595,'3fd457d51c9c0000','9a3214de1dc276acdcc92cd162521cb89c798a55c89d129f1456872dfd7fab9c','16');
INSERT INTO client_update VALUES(3,1,0,16,64000,64000,0.21838928499246612613,'3fcbf42e1a6b739c','f1724f3e2e7c0f93c4660abdd1a019ec098eea8dd22a7cd9ea8027d626057375','16');
INSERT INTO client_update VALUES(3,1,1,16,64000,64000,0.15980243435651267369,'3fc47467fab0f2c5','e113297c860b3815357b51df26c8494add900b5086345e8db54a4fb6c8e70e60','16');
INSERT INTO client_update VALUES(3,2,0,16,64000,64000,0.21538400928657516764,'3fcb91b405fbcd3b','c795966c9b5ee1bd92c70a0f8403b5ad5aa3d256f5e541653541a015ff8c7a69','16');
INSERT INTO client_update VALUES(3,2,1,16,64000,64000,0.15948245924569676157,'3fc469ebd55f7a52','fa67b02e7567cd6a2a8f2dd7dfb228e6870c0fe7e30e9be464d7121ced3a1bf1','16');
INSERT INTO client_update VALUES(3,3,0,16,64000,64000,0.21527662325687504929,'3fcb8e2f343da4c9','3024887259357bb2a09321684cb80914a42707c497c3f6fc8e51b34dab24a57d','16');
INSERT INTO client_update VALUES(3,3,1,16,64000,64000,0.15961149389562659384,'3fc46e26412c7841','2df942d275c355532f23ae3b7e82b8cd1471c6bcce16d45d33951acf0119976f','16');
INSERT INTO client_update VALUES(3,4,0,16,64000,64000,0.21525895860161017858,'3fcb8d9b05aeb625','5c18bfd1eceadcca5f046dd045ba18193627256bbd86ec6319723f5741ea807d','16');
INSERT INTO client_update VALUES(3,4,1,16,64000,64000,0.15962327279566301818,'3fc46e89102b3ef8','810bcf73fb0fbdd8431ab13200e6680219c8d93b6f944a0538f4e910b504ffc9','16');
INSERT INTO client_update VALUES(4,1,0,16,16,16,0.63229553401470184326,'3fe43bc3d8000000','e373503754ffd5ce8fda335f065531c1e995128618f993bc2e38103faae45447','16');
INSERT INTO client_update VALUES(4,1,1,16,16,16,0.55077364761382341384,'3fe19ff00e800000','43dd5786dc5fceac538c2f9d103b418598de574e7672b744cae1c60ac65d07ec','16');
INSERT INTO client_update VALUES(4,2,0,16,16,16,0.51640953589230775833,'3fe0866d4a800000','1163d294c9a54cfc507959609a41bb5b99d6f8f79a620d0f8ba409793eb93f3b','16');
INSERT INTO client_update VALUES(4,2,1,16,16,16,0.39360087132081389427,'3fd930c1b5800000','e7d2b19b29a4e8cea684721d129ddf2f4fad3bacc0bddf9ab501a135e806142a','16');
INSERT INTO client_update VALUES(4,3,0,16,16,16,0.48403385351411998271,'3fdefa6920c00000','2297928f1f66619baf5bc8cc45ab0f86fe96b2f9d607caa81138e92bbcd957b8','16');
INSERT INTO client_update VALUES(4,3,1,16,16,16,0.33551811333745718002,'3fd57920f7000000','9d3b7e6fcfb5fad5c331e1dfac54f5a9f83bb69f6434c363280799a61d2a2a16','16');
INSERT INTO client_update VALUES(4,4,0,16,16,16,0.47440105350688099861,'3fde5c963c800000','a190353e03cb2a138c75c29570950f1dad7bacc392c57f5745088b600dfaae24','16');
INSERT INTO client_update VALUES(4,4,1,16,16,16,0.30525023536756634712,'3fd3893848800000','b30c49fcf3739bf0b4d0fbe9638608c4d78eac5b9c67b5ab1c69fb0f9481e2eb','16');
CREATE TABLE reward (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  account TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('data', 'compute', 'validator', 'treasury')),
  amount TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*' AND length(amount) <= 39),
  weight TEXT NOT NULL CHECK (weight = '0' OR (weight GLOB '[1-9]*' AND weight NOT GLOB '*[^0-9]*' AND length(weight) <= 39)),
  total_weight TEXT NOT NULL CHECK (total_weight = '0' OR (total_weight GLOB '[1-9]*' AND total_weight NOT GLOB '*[^0-9]*' AND length(total_weight) <= 39)),
  pot TEXT NOT NULL CHECK (pot = '0' OR (pot GLOB '[1-9]*' AND pot NOT GLOB '*[^0-9]*' AND length(pot) <= 39)),
  PRIMARY KEY (run, round, account, reason),
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO reward VALUES(1,1,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,1,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,1,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(1,2,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,2,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,2,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(1,3,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,3,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,3,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(1,4,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,4,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(1,4,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(2,1,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,1,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,1,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(2,2,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,2,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,2,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(2,3,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,3,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,3,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(2,4,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,4,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(2,4,'cloud','compute','800','64','64','800');
INSERT INTO reward VALUES(3,1,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,1,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,1,'cloud','compute','800','128000','128000','800');
INSERT INTO reward VALUES(3,2,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,2,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,2,'cloud','compute','800','128000','128000','800');
INSERT INTO reward VALUES(3,3,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,3,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,3,'cloud','compute','800','128000','128000','800');
INSERT INTO reward VALUES(3,4,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,4,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(3,4,'cloud','compute','800','128000','128000','800');
INSERT INTO reward VALUES(4,1,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,1,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,1,'cloud','compute','800','32','32','800');
INSERT INTO reward VALUES(4,2,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,2,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,2,'cloud','compute','800','32','32','800');
INSERT INTO reward VALUES(4,3,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,3,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,3,'cloud','compute','800','32','32','800');
INSERT INTO reward VALUES(4,4,'ann','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,4,'bob','data','1600','16','32','3200');
INSERT INTO reward VALUES(4,4,'cloud','compute','800','32','32','800');
CREATE TABLE ending (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'missed', 'diverged')),
  rounds INTEGER NOT NULL CHECK (rounds >= 0),
  diverged_round INTEGER,
  diverged_client INTEGER,
  CHECK ((outcome = 'diverged') = (diverged_round IS NOT NULL)),
  CHECK (diverged_client IS NULL OR diverged_round IS NOT NULL),
  FOREIGN KEY (run, diverged_client) REFERENCES client (run, client)
) STRICT;
INSERT INTO ending VALUES(1,'succeeded',4,NULL,NULL);
INSERT INTO ending VALUES(2,'succeeded',4,NULL,NULL);
INSERT INTO ending VALUES(3,'succeeded',4,NULL,NULL);
INSERT INTO ending VALUES(4,'succeeded',4,NULL,NULL);
CREATE TABLE checkpoint (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  round INTEGER NOT NULL,
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT;
INSERT INTO checkpoint VALUES(1,4);
INSERT INTO checkpoint VALUES(2,4);
INSERT INTO checkpoint VALUES(3,4);
INSERT INTO checkpoint VALUES(4,4);
CREATE TABLE checkpoint_part (
  run INTEGER NOT NULL REFERENCES run (run),
  part INTEGER NOT NULL,
  parameters BLOB NOT NULL,
  PRIMARY KEY (run, part),
  FOREIGN KEY (run) REFERENCES checkpoint (run)
) STRICT;
INSERT INTO checkpoint_part VALUES(1,0,X'5ccaa43f5ecaa4bf6b8d1cbd6e8d1c3d06cd8c3c06cd8cbc');
INSERT INTO checkpoint_part VALUES(2,0,X'145c983f145c98bf4029263e3e2926becdfb093ecffb09be');
INSERT INTO checkpoint_part VALUES(3,0,X'1b83e240ef82e2c0aaf057bf2ff6573f18422ebd684a2e3d');
INSERT INTO checkpoint_part VALUES(4,0,X'ba70613fbb7061bf3b45573c434557bc835832be8458323e');
CREATE TABLE account (
  network TEXT NOT NULL REFERENCES network (name),
  name TEXT NOT NULL,
  balance TEXT NOT NULL CHECK (balance = '0' OR balance GLOB '[1-9]*' AND balance NOT GLOB '*[^0-9]*'
    OR name = '@mint' AND balance GLOB '-[1-9]*' AND substr(balance, 2) NOT GLOB '*[^0-9]*'),
  PRIMARY KEY (network, name)
) STRICT, WITHOUT ROWID;
INSERT INTO account VALUES('wards','@mint','-64000');
INSERT INTO account VALUES('wards','ann','25600');
INSERT INTO account VALUES('wards','bob','25600');
INSERT INTO account VALUES('wards','cloud','12800');
CREATE TABLE transfer (
  network TEXT NOT NULL REFERENCES network (name),
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  debit TEXT NOT NULL,
  credit TEXT NOT NULL,
  amount TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*' AND length(amount) <= 39),
  reason TEXT NOT NULL CHECK (reason IN ('genesis', 'data', 'compute', 'validator', 'treasury')),
  run INTEGER,
  round INTEGER,
  PRIMARY KEY (network, sequence),
  UNIQUE (run, round, credit, reason),
  CHECK (debit <> credit),
  CHECK ((reason = 'genesis') = (run IS NULL) AND (run IS NULL) = (round IS NULL)),
  FOREIGN KEY (network, debit) REFERENCES account (network, name),
  FOREIGN KEY (network, credit) REFERENCES account (network, name),
  FOREIGN KEY (run, round, credit, reason) REFERENCES reward (run, round, account, reason)
) STRICT, WITHOUT ROWID;
INSERT INTO transfer VALUES('wards',1,'@mint','ann','1600','data',1,1);
INSERT INTO transfer VALUES('wards',2,'@mint','bob','1600','data',1,1);
INSERT INTO transfer VALUES('wards',3,'@mint','cloud','800','compute',1,1);
INSERT INTO transfer VALUES('wards',4,'@mint','ann','1600','data',1,2);
INSERT INTO transfer VALUES('wards',5,'@mint','bob','1600','data',1,2);
INSERT INTO transfer VALUES('wards',6,'@mint','cloud','800','compute',1,2);
INSERT INTO transfer VALUES('wards',7,'@mint','ann','1600','data',1,3);
INSERT INTO transfer VALUES('wards',8,'@mint','bob','1600','data',1,3);
INSERT INTO transfer VALUES('wards',9,'@mint','cloud','800','compute',1,3);
INSERT INTO transfer VALUES('wards',10,'@mint','ann','1600','data',1,4);
INSERT INTO transfer VALUES('wards',11,'@mint','bob','1600','data',1,4);
INSERT INTO transfer VALUES('wards',12,'@mint','cloud','800','compute',1,4);
INSERT INTO transfer VALUES('wards',13,'@mint','ann','1600','data',2,1);
INSERT INTO transfer VALUES('wards',14,'@mint','bob','1600','data',2,1);
INSERT INTO transfer VALUES('wards',15,'@mint','cloud','800','compute',2,1);
INSERT INTO transfer VALUES('wards',16,'@mint','ann','1600','data',2,2);
INSERT INTO transfer VALUES('wards',17,'@mint','bob','1600','data',2,2);
INSERT INTO transfer VALUES('wards',18,'@mint','cloud','800','compute',2,2);
INSERT INTO transfer VALUES('wards',19,'@mint','ann','1600','data',2,3);
INSERT INTO transfer VALUES('wards',20,'@mint','bob','1600','data',2,3);
INSERT INTO transfer VALUES('wards',21,'@mint','cloud','800','compute',2,3);
INSERT INTO transfer VALUES('wards',22,'@mint','ann','1600','data',2,4);
INSERT INTO transfer VALUES('wards',23,'@mint','bob','1600','data',2,4);
INSERT INTO transfer VALUES('wards',24,'@mint','cloud','800','compute',2,4);
INSERT INTO transfer VALUES('wards',25,'@mint','ann','1600','data',3,1);
INSERT INTO transfer VALUES('wards',26,'@mint','bob','1600','data',3,1);
INSERT INTO transfer VALUES('wards',27,'@mint','cloud','800','compute',3,1);
INSERT INTO transfer VALUES('wards',28,'@mint','ann','1600','data',3,2);
INSERT INTO transfer VALUES('wards',29,'@mint','bob','1600','data',3,2);
INSERT INTO transfer VALUES('wards',30,'@mint','cloud','800','compute',3,2);
INSERT INTO transfer VALUES('wards',31,'@mint','ann','1600','data',4,1);
INSERT INTO transfer VALUES('wards',32,'@mint','bob','1600','data',4,1);
INSERT INTO transfer VALUES('wards',33,'@mint','cloud','800','compute',4,1);
INSERT INTO transfer VALUES('wards',34,'@mint','ann','1600','data',4,2);
INSERT INTO transfer VALUES('wards',35,'@mint','bob','1600','data',4,2);
INSERT INTO transfer VALUES('wards',36,'@mint','cloud','800','compute',4,2);
INSERT INTO transfer VALUES('wards',37,'@mint','ann','1600','data',4,3);
INSERT INTO transfer VALUES('wards',38,'@mint','bob','1600','data',4,3);
INSERT INTO transfer VALUES('wards',39,'@mint','cloud','800','compute',4,3);
INSERT INTO transfer VALUES('wards',40,'@mint','ann','1600','data',4,4);
INSERT INTO transfer VALUES('wards',41,'@mint','bob','1600','data',4,4);
INSERT INTO transfer VALUES('wards',42,'@mint','cloud','800','compute',4,4);
INSERT INTO transfer VALUES('wards',43,'@mint','ann','1600','data',3,3);
INSERT INTO transfer VALUES('wards',44,'@mint','bob','1600','data',3,3);
INSERT INTO transfer VALUES('wards',45,'@mint','cloud','800','compute',3,3);
INSERT INTO transfer VALUES('wards',46,'@mint','ann','1600','data',3,4);
INSERT INTO transfer VALUES('wards',47,'@mint','bob','1600','data',3,4);
INSERT INTO transfer VALUES('wards',48,'@mint','cloud','800','compute',3,4);
CREATE TABLE attempt (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  started TEXT NOT NULL CHECK (started GLOB '????-??-??T??:??:??.???Z'),
  finished TEXT CHECK (finished GLOB '????-??-??T??:??:??.???Z'),
  ending TEXT CHECK (ending IN ('finished', 'interrupted', 'failed', 'late', 'killed')),
  reason TEXT,
  host TEXT NOT NULL,
  user TEXT NOT NULL,
  pid INTEGER NOT NULL CHECK (pid >= 0),
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  git_branch TEXT,
  PRIMARY KEY (run, attempt),
  CHECK ((ending IS 'failed' OR ending IS 'late') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO attempt VALUES(1,1,0,'2026-11-23T02:51:28.759Z','2026-11-23T02:51:28.772Z','finished',NULL,'alpha','ada',9121,'muster run Jobs/first.yaml --record r.sqlite --workers 1 --quiet','0.1.0','master');
INSERT INTO attempt VALUES(2,1,0,'2026-11-23T02:51:28.853Z','2026-11-23T02:51:28.862Z','finished',NULL,'alpha','ada',9129,'muster run Jobs/second.yaml --record r.sqlite --workers 2 --quiet','0.1.0','master');
INSERT INTO attempt VALUES(3,1,0,'2026-11-23T02:51:28.921Z','2026-11-23T02:51:29.070Z','interrupted',NULL,'alpha','ada',9140,'muster run Jobs/third.yaml --record r.sqlite --workers 2 --quiet','0.1.0','master');
INSERT INTO attempt VALUES(3,2,2,'2026-11-23T02:51:29.212Z','2026-11-23T02:51:29.371Z','finished',NULL,'alpha','ada',9194,'muster resume 3 --record r.sqlite --workers 1 --quiet','0.1.0','master');
INSERT INTO attempt VALUES(4,1,0,'2026-11-23T02:51:29.149Z','2026-11-23T02:51:29.160Z','finished',NULL,'alpha','ada',9186,'muster run Jobs/fourth.yaml --record r.sqlite --quiet --workers 1','0.1.0','master');
CREATE TABLE file_path (
  run INTEGER NOT NULL REFERENCES run (run),
  kind TEXT NOT NULL CHECK (kind IN ('spec', 'data')),
  position INTEGER NOT NULL CHECK (position >= 0),
  path TEXT NOT NULL,
  PRIMARY KEY (run, kind, position)
) STRICT, WITHOUT ROWID;
INSERT INTO file_path VALUES(1,'data',0,'/jobs/rows.csv');
INSERT INTO file_path VALUES(1,'spec',0,'/jobs/first.yaml');
INSERT INTO file_path VALUES(2,'data',0,'/jobs/rows.csv');
INSERT INTO file_path VALUES(2,'spec',0,'/jobs/second.yaml');
INSERT INTO file_path VALUES(3,'data',0,'/jobs/rows.csv');
INSERT INTO file_path VALUES(3,'spec',0,'/jobs/third.yaml');
INSERT INTO file_path VALUES(4,'data',0,'/jobs/rows.csv');
INSERT INTO file_path VALUES(4,'spec',0,'/jobs/fourth.yaml');
CREATE TABLE placement (
  run INTEGER NOT NULL REFERENCES run (run),
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO placement VALUES(1,'data.source.csv','rows.csv');
INSERT INTO placement VALUES(1,'federation.deadline','1h');
INSERT INTO placement VALUES(1,'federation.on_late','reassign');
INSERT INTO placement VALUES(1,'federation.run_deadline','7d');
INSERT INTO placement VALUES(1,'workers.connect','30s');
INSERT INTO placement VALUES(1,'workers.silence','30s');
INSERT INTO placement VALUES(2,'data.source.csv','rows.csv');
INSERT INTO placement VALUES(2,'federation.deadline','1h');
INSERT INTO placement VALUES(2,'federation.on_late','reassign');
INSERT INTO placement VALUES(2,'federation.run_deadline','7d');
INSERT INTO placement VALUES(2,'workers.connect','30s');
INSERT INTO placement VALUES(2,'workers.silence','30s');
INSERT INTO placement VALUES(3,'data.source.csv','rows.csv');
INSERT INTO placement VALUES(3,'federation.deadline','1h');
INSERT INTO placement VALUES(3,'federation.on_late','reassign');
INSERT INTO placement VALUES(3,'federation.run_deadline','7d');
INSERT INTO placement VALUES(3,'workers.connect','30s');
INSERT INTO placement VALUES(3,'workers.silence','30s');
INSERT INTO placement VALUES(4,'data.source.csv','rows.csv');
INSERT INTO placement VALUES(4,'federation.deadline','1h');
INSERT INTO placement VALUES(4,'federation.on_late','reassign');
INSERT INTO placement VALUES(4,'federation.run_deadline','7d');
INSERT INTO placement VALUES(4,'workers.connect','30s');
INSERT INTO placement VALUES(4,'workers.silence','30s');
CREATE TABLE worker (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  pool TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL CHECK (pid >= 0),
  version TEXT NOT NULL,
  blas_library TEXT,
  blas_configuration TEXT,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64 AND fingerprint NOT GLOB '*[^0-9a-f]*'),
  key TEXT CHECK (length(key) = 64 AND key NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, attempt, worker),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO worker VALUES(1,1,1,'local','alpha',9125,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
INSERT INTO worker VALUES(2,1,1,'local','alpha',9133,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
INSERT INTO worker VALUES(2,1,2,'local','alpha',9134,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
INSERT INTO worker VALUES(3,1,1,'local','alpha',9151,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
INSERT INTO worker VALUES(3,1,2,'local','alpha',9152,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
INSERT INTO worker VALUES(3,1,3,'local','alpha',9180,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
INSERT INTO worker VALUES(3,2,1,'local','alpha',9198,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
INSERT INTO worker VALUES(4,1,1,'local','alpha',9190,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9',NULL);
CREATE TABLE worker_loss (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  loss INTEGER NOT NULL CHECK (loss >= 1),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  pool TEXT NOT NULL,
  round INTEGER NOT NULL CHECK (round >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'refused')),
  reason TEXT NOT NULL,
  lost TEXT NOT NULL CHECK (lost GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (run, attempt, loss),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO worker_loss VALUES(3,1,1,1,'local',2,'lost','killed by signal 9','2026-11-23T02:51:29.015Z');
CREATE TABLE pool (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  pool TEXT NOT NULL,
  tasks INTEGER NOT NULL CHECK (tasks >= 0),
  bytes_sent INTEGER NOT NULL CHECK (bytes_sent >= 0),
  bytes_received INTEGER NOT NULL CHECK (bytes_received >= 0),
  seconds REAL NOT NULL,
  retries INTEGER NOT NULL CHECK (retries >= 0),
  losses INTEGER NOT NULL CHECK (losses >= 0),
  refused TEXT,
  PRIMARY KEY (run, attempt, pool),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO pool VALUES(1,1,'local',12,937,1496,0.00017165700410259887576,0,0,NULL);
INSERT INTO pool VALUES(2,1,'local',12,1337,1660,0.0002098740224028006196,0,0,NULL);
INSERT INTO pool VALUES(3,1,'local',6,1299,1158,0.13183407799078850075,1,1,NULL);
INSERT INTO pool VALUES(3,2,'local',7,659,999,0.14645534399460302665,0,0,NULL);
INSERT INTO pool VALUES(4,1,'local',12,937,1496,0.00014362499496201053261,0,0,NULL);
CREATE TABLE round_time (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  finished TEXT NOT NULL CHECK (finished GLOB '????-??-??T??:??:??.???Z'),
  seconds REAL NOT NULL,
  PRIMARY KEY (run, round),
  FOREIGN KEY (run, round) REFERENCES round (run, round),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO round_time VALUES(1,1,1,'2026-11-23T02:51:28.767Z',0.0038966590000200085341);
INSERT INTO round_time VALUES(1,2,1,'2026-11-23T02:51:28.769Z',0.00076843499846290796995);
INSERT INTO round_time VALUES(1,3,1,'2026-11-23T02:51:28.770Z',0.0024282399972435086965);
INSERT INTO round_time VALUES(1,4,1,'2026-11-23T02:51:28.771Z',0.0010689840055420063436);
INSERT INTO round_time VALUES(2,1,1,'2026-11-23T02:51:28.858Z',0.0019174690023646689951);
INSERT INTO round_time VALUES(2,2,1,'2026-11-23T02:51:28.860Z',0.00061629899573745205998);
INSERT INTO round_time VALUES(2,3,1,'2026-11-23T02:51:28.861Z',0.0019289150004624389111);
INSERT INTO round_time VALUES(2,4,1,'2026-11-23T02:51:28.861Z',0.00082839500100817531347);
INSERT INTO round_time VALUES(3,1,1,'2026-11-23T02:51:28.965Z',0.039602480996109079569);
INSERT INTO round_time VALUES(3,2,1,'2026-11-23T02:51:29.054Z',0.087940540004638023674);
INSERT INTO round_time VALUES(3,3,2,'2026-11-23T02:51:29.293Z',0.077282901998842135071);
INSERT INTO round_time VALUES(3,4,2,'2026-11-23T02:51:29.369Z',0.076514881999173667281);
INSERT INTO round_time VALUES(4,1,1,'2026-11-23T02:51:29.155Z',0.0023870880031608976423);
INSERT INTO round_time VALUES(4,2,1,'2026-11-23T02:51:29.158Z',0.0008649700030218809843);
INSERT INTO round_time VALUES(4,3,1,'2026-11-23T02:51:29.159Z',0.0025479379983153194189);
INSERT INTO round_time VALUES(4,4,1,'2026-11-23T02:51:29.159Z',0.00073389400495216250419);
CREATE TABLE client_time (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  client INTEGER NOT NULL CHECK (client >= 0),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  seconds REAL NOT NULL,
  PRIMARY KEY (run, round, client),
  FOREIGN KEY (run, round, client) REFERENCES client_update (run, round, client)
) STRICT, WITHOUT ROWID;
INSERT INTO client_time VALUES(1,1,0,1,4.0450999222230166196e-05);
INSERT INTO client_time VALUES(1,1,1,1,2.3095002688933163881e-05);
INSERT INTO client_time VALUES(1,2,0,1,1.7706996004562824964e-05);
INSERT INTO client_time VALUES(1,2,1,1,1.3919998309575021266e-05);
INSERT INTO client_time VALUES(1,3,0,1,1.6304002201650291681e-05);
INSERT INTO client_time VALUES(1,3,1,1,1.3841003237757831811e-05);
INSERT INTO client_time VALUES(1,4,0,1,2.6009001885540783405e-05);
INSERT INTO client_time VALUES(1,4,1,1,2.0330000552348792552e-05);
INSERT INTO client_time VALUES(2,1,0,1,4.1963001422118395566e-05);
INSERT INTO client_time VALUES(2,1,1,2,4.5058004616294056177e-05);
INSERT INTO client_time VALUES(2,2,0,2,1.8498001736588776111e-05);
INSERT INTO client_time VALUES(2,2,1,1,2.3154003429226577281e-05);
INSERT INTO client_time VALUES(2,3,0,2,1.8398000975139439105e-05);
INSERT INTO client_time VALUES(2,3,1,1,2.234300336567685008e-05);
INSERT INTO client_time VALUES(2,4,0,2,2.0090003090444952249e-05);
INSERT INTO client_time VALUES(2,4,1,1,2.0370003767311573028e-05);
INSERT INTO client_time VALUES(3,1,0,1,0.037258020995068363845);
INSERT INTO client_time VALUES(3,1,1,2,0.028778580999642144888);
INSERT INTO client_time VALUES(3,2,0,2,0.029951099000754766166);
INSERT INTO client_time VALUES(3,2,1,2,0.035846376995323225855);
INSERT INTO client_time VALUES(3,3,0,1,0.035504877996572759002);
INSERT INTO client_time VALUES(3,3,1,1,0.036627450994274113327);
INSERT INTO client_time VALUES(3,4,0,1,0.040068551003059837967);
INSERT INTO client_time VALUES(3,4,1,1,0.034254464000696316361);
INSERT INTO client_time VALUES(4,1,0,1,5.3559997468255460262e-05);
INSERT INTO client_time VALUES(4,1,1,1,1.6404999769292771816e-05);
INSERT INTO client_time VALUES(4,2,0,1,1.406100636813789606e-05);
INSERT INTO client_time VALUES(4,2,1,1,9.0239991550333797931e-06);
INSERT INTO client_time VALUES(4,3,0,1,1.368999801343306899e-05);
INSERT INTO client_time VALUES(4,3,1,1,9.5139985205605626106e-06);
INSERT INTO client_time VALUES(4,4,0,1,1.7555998056195676326e-05);
INSERT INTO client_time VALUES(4,4,1,1,9.8149976111017167568e-06);
CREATE TABLE reproduction (
  run INTEGER NOT NULL REFERENCES run (run),
  number INTEGER NOT NULL CHECK (number >= 1),
  at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'incomparable')),
  first_difference TEXT,
  host TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (run, number),
  CHECK ((verdict = 'same') = (first_difference IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO reproduction VALUES(1,1,'2026-11-23T02:51:29.449Z','same',NULL,'alpha','0.1.0');
CREATE TABLE digest (
  run INTEGER NOT NULL REFERENCES run (run),
  part TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, part)
) STRICT, WITHOUT ROWID;
INSERT INTO digest VALUES(1,'client','f8ada84cf62a0c9efaba7f1ae72c95f4aa740a237b1f34488c483a6fcfe44450');
INSERT INTO digest VALUES(1,'client_update','e3315542fdc90cdbc8b9f0d0b3375f203c61d746c78a6bc31e595a247971e417');
INSERT INTO digest VALUES(1,'data_file','74dab9c6d237c02d206a0ac91104a045fb752048fdbf8302a8178ecca19c9deb');
INSERT INTO digest VALUES(1,'dataset','47da23ec73676d75d38c991e2c9335c572deaad69822745aca786e1f5999abb6');
INSERT INTO digest VALUES(1,'ending','141db4aab127a2a726f4e265b20b68030fa2fe5f2d098dcc76127999795a1774');
INSERT INTO digest VALUES(1,'evaluation','9e59d0060bccb3d2e5596e664d2c650c41a1662ab3761076a014ebab2292118d');
INSERT INTO digest VALUES(1,'field','5f3e7f0397d8a53be3f5f443eb9f021cc497110dad27a12227b035c9f18db967');
INSERT INTO digest VALUES(1,'git','0b3b818f32afdab974e8e96d8c19ee88df5b4ac2811abda95069b826402a683a');
INSERT INTO digest VALUES(1,'inputs','7d6e4bebdf805ab32a807adbebb5846f75ff0b0e87975af202a20a96efc6115e');
INSERT INTO digest VALUES(1,'network','1a4c0188f3ee4d69bc681e6163bbb204da0a0896f98e86a10f41c84d5e0289d4');
INSERT INTO digest VALUES(1,'opening','53f718111f4d4950db68dd7644c8e7ae42812fa57dc09973b1b7793b8d913288');
INSERT INTO digest VALUES(1,'opening_balance','b27400dc7304348f8e6bc552d4420b8b54534227caae4009c9f60900f522661e');
INSERT INTO digest VALUES(1,'ranking','bf02681feaad9d9b2b2dc1052e0a09b51aea828450c310ee90620e3b12a2c160');
INSERT INTO digest VALUES(1,'record','66868612ea1ffa86f1e6be80c9554a1cc8064240f1839b1d742f1f2eaaeae4e9');
INSERT INTO digest VALUES(1,'results','a865fd05665405db3c38c996be9e0ae06ac16dfe497d8c871f24ad5c0a513789');
INSERT INTO digest VALUES(1,'reward','ec06c95b45d7350ce1f657fa0096860f3203c1aa2571a42ff9b08c3ba6b62320');
INSERT INTO digest VALUES(1,'round','4f82cc334094ee398f5b8250c3a040c00fca758c2cf50d3c53a13b44e553dff3');
INSERT INTO digest VALUES(1,'run','2ad7440f84d9dc5a287472ff5a5605a09cab28c2305992b06e96df5605c28daf');
INSERT INTO digest VALUES(1,'spec_file','cb395615095ef15234d28d6ab6f8236c29fd5351acd86631042230d791809225');
INSERT INTO digest VALUES(1,'transfer','a47b4e30a26e479663d2b3fffaa99c85020ab5e1f28bb73624e0a5b167568f2d');
INSERT INTO digest VALUES(2,'client','6b9e776fb72bd076f78a32b25675d3fc37eea4a34ee97a5ee71d703f0dded401');
INSERT INTO digest VALUES(2,'client_update','8e3b44971fefd70f94051804e9ea93e51fad6c4c17cff051894699ee6f1c5fac');
INSERT INTO digest VALUES(2,'data_file','74dab9c6d237c02d206a0ac91104a045fb752048fdbf8302a8178ecca19c9deb');
INSERT INTO digest VALUES(2,'dataset','47da23ec73676d75d38c991e2c9335c572deaad69822745aca786e1f5999abb6');
INSERT INTO digest VALUES(2,'ending','141db4aab127a2a726f4e265b20b68030fa2fe5f2d098dcc76127999795a1774');
INSERT INTO digest VALUES(2,'evaluation','98ac7e761dcb0f9da62ff890e3570af662d3a4089bedbf9ac6116a3db37be139');
INSERT INTO digest VALUES(2,'field','1fcbbd9498ba242907dc4f0f44b04f7ec33375babe5e1f756a9f90c9a9423c67');
INSERT INTO digest VALUES(2,'git','0b3b818f32afdab974e8e96d8c19ee88df5b4ac2811abda95069b826402a683a');
INSERT INTO digest VALUES(2,'inputs','e342bd033175ded47a4d7f8adf2a4a4b49bbc9d531ca0c97a178e43dc67d6aca');
INSERT INTO digest VALUES(2,'network','1a4c0188f3ee4d69bc681e6163bbb204da0a0896f98e86a10f41c84d5e0289d4');
INSERT INTO digest VALUES(2,'opening','1305fcc08644a93207c9f19c0350238dd7b5b413245bc8da9701bfe5c412a5f4');
INSERT INTO digest VALUES(2,'opening_balance','2c45c969bbc3ff99685e2d0ac58595c40db9c8c5e0f44406f0ef507ca77a4146');
INSERT INTO digest VALUES(2,'ranking','57be4c627174da20c4ea09453e1be45dc0755265e5b8bfb2aceaa78c8c50fe5d');
INSERT INTO digest VALUES(2,'record','bcc68c9cf2cf08286265af0524dad2d68400d1f155519339fab400dd90bd7d48');
INSERT INTO digest VALUES(2,'results','df27cbb4a55ba140ed2b8026747ef80e5b1931a48569300baf24214b2b8da745');
INSERT INTO digest VALUES(2,'reward','ec06c95b45d7350ce1f657fa0096860f3203c1aa2571a42ff9b08c3ba6b62320');
INSERT INTO digest VALUES(2,'round','bc0afe3684ded945f2a77953325b90e15f31f3fb79e7f5b1084df1508c78959e');
INSERT INTO digest VALUES(2,'run','525af20b601990ca9075e836f28ac8936069d502ab683396bcbebaea0df77e35');
INSERT INTO digest VALUES(2,'spec_file','7912bdac84732f6c29563db96491c90cecebc7f3907f45157c95542aefe55b2b');
INSERT INTO digest VALUES(2,'transfer','a47b4e30a26e479663d2b3fffaa99c85020ab5e1f28bb73624e0a5b167568f2d');
INSERT INTO digest VALUES(3,'client','cbf902e833357421840bc33add722a04a361654f87dba420a9bb1dc48953e93d');
INSERT INTO digest VALUES(3,'client_update','d28c72942a46b383f87c6c785db9910acb10c9ef78d412a0ae7627b09ed8e5cb');
INSERT INTO digest VALUES(3,'data_file','74dab9c6d237c02d206a0ac91104a045fb752048fdbf8302a8178ecca19c9deb');
INSERT INTO digest VALUES(3,'dataset','47da23ec73676d75d38c991e2c9335c572deaad69822745aca786e1f5999abb6');
INSERT INTO digest VALUES(3,'ending','141db4aab127a2a726f4e265b20b68030fa2fe5f2d098dcc76127999795a1774');
INSERT INTO digest VALUES(3,'evaluation','5bf9964b354c16b6a3cff8eea3dbc3870c1329b707ad39cb54bfaa79400ee26f');
INSERT INTO digest VALUES(3,'field','6056f02d983726c703f6232ceed588d23061167744ba7d3d0eedbea46a75e0b9');
INSERT INTO digest VALUES(3,'git','0b3b818f32afdab974e8e96d8c19ee88df5b4ac2811abda95069b826402a683a');
INSERT INTO digest VALUES(3,'inputs','4c116c056de28ddfbd6858ae50247493206cefd14bbd12710085c74466421951');
INSERT INTO digest VALUES(3,'network','1a4c0188f3ee4d69bc681e6163bbb204da0a0896f98e86a10f41c84d5e0289d4');
INSERT INTO digest VALUES(3,'opening','ae7618d71dfbecc20f253af6906349e548bd2d567c29ec49a9c9088d1f5afd10');
INSERT INTO digest VALUES(3,'opening_balance','791da0f18d282bbd542e3e62d0503842e7901ad83ec2ac52ac7e0e11a6d696d0');
INSERT INTO digest VALUES(3,'ranking','b63f77d0298d01f62ca71a59931d25a34c8ac054eeb03f501f2ad0087d28f94e');
INSERT INTO digest VALUES(3,'record','4941c693d09b37b278143646e2d374c62a4817484b793dedc549f4e9f4ac715d');
INSERT INTO digest VALUES(3,'results','2be487ab23533d1c02d5b67bd57010412e54a11187d883cd24223bc26ade8bdd');
INSERT INTO digest VALUES(3,'reward','c5c617652e645cff462b30eefd7fd5b532b40f94c8b6e9b1df32a9e2ebe85862');
INSERT INTO digest VALUES(3,'round','88b2e322e56ecc112b3b5b922d65f9d23676d71a73c593dc1a35e971a26c51fd');
INSERT INTO digest VALUES(3,'run','49d8607dcab430a53dd01b20a2cddb438cb67b3ac18d8d29256fb673675adef2');
INSERT INTO digest VALUES(3,'spec_file','f3b165438d673e6b3f4e52707e1acd448a07b67328ad45f839153f7b65700e1f');
INSERT INTO digest VALUES(3,'transfer','a47b4e30a26e479663d2b3fffaa99c85020ab5e1f28bb73624e0a5b167568f2d');
INSERT INTO digest VALUES(4,'client','1cb1099765bf7cb70c0fcc29e150e11f8cf93bc52df30294c1a995503b26de00');
INSERT INTO digest VALUES(4,'client_update','82d780dfd38bbb21494d472b0ed3385c4f0ea1f24b973d875e69baf1c8a1f9f4');
INSERT INTO digest VALUES(4,'data_file','74dab9c6d237c02d206a0ac91104a045fb752048fdbf8302a8178ecca19c9deb');
INSERT INTO digest VALUES(4,'dataset','47da23ec73676d75d38c991e2c9335c572deaad69822745aca786e1f5999abb6');
INSERT INTO digest VALUES(4,'ending','141db4aab127a2a726f4e265b20b68030fa2fe5f2d098dcc76127999795a1774');
INSERT INTO digest VALUES(4,'evaluation','787103cabdb02bde593a3ea16d089f79774db330a91a2db9272217510fb0f50a');
INSERT INTO digest VALUES(4,'field','e147965d31e972614b85dbbea93ba5b561420b2dad22649c1afa8c7b1aaa8adc');
INSERT INTO digest VALUES(4,'git','0b3b818f32afdab974e8e96d8c19ee88df5b4ac2811abda95069b826402a683a');
INSERT INTO digest VALUES(4,'inputs','660dd20e345875b87b83640fef41b26cb2423655a61cda733747bbd981139835');
INSERT INTO digest VALUES(4,'network','1a4c0188f3ee4d69bc681e6163bbb204da0a0896f98e86a10f41c84d5e0289d4');
INSERT INTO digest VALUES(4,'opening','85c127348123fab9aea6c06c4bcf553b44ba5c3a286144ef024998f73085061b');
INSERT INTO digest VALUES(4,'opening_balance','d65aac0284d919175702576fba782d3cbade12992da75009a6103792ce2e4454');
INSERT INTO digest VALUES(4,'ranking','3fc38a84555a63a4369d11bc4d4bd16791766842b3ac4c1af4bc27de3fb75d86');
INSERT INTO digest VALUES(4,'record','82e67644eeac77402f3ee2525305e7dea5f6e6ff57752abf92fa5e83ad2eefdc');
INSERT INTO digest VALUES(4,'results','a5ab0ba10dd9ef3b96af847ef66019805f74039abb9848512548ede489448a06');
INSERT INTO digest VALUES(4,'reward','1c2aafcdf4e86ecd3f004b0e43d9fee05e77ecb45db168231aaa3cb05060fcb2');
INSERT INTO digest VALUES(4,'round','5008d72305f9d6a39346b3ef65a182ee45c62677f14c6b91d74255d48bbf81f1');
INSERT INTO digest VALUES(4,'run','58f5458a0ed97c0890d025919ad9bc8b108d72d693fc0f197941396d244626fd');
INSERT INTO digest VALUES(4,'spec_file','e9e83af09f4d5af36b73eb3c532095a46cefe6f5f1ccd4a58eee3446b428c288');
INSERT INTO digest VALUES(4,'transfer','a47b4e30a26e479663d2b3fffaa99c85020ab5e1f28bb73624e0a5b167568f2d');
CREATE TABLE about (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  meaning TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX genesis_once ON transfer (network, credit) WHERE reason = 'genesis';
CREATE VIEW runs AS
SELECT run.run, job,
  coalesce(outcome, CASE WHEN last.ending IS NULL THEN 'running' ELSE 'interrupted' END) AS status,
  (SELECT count(*) FROM round WHERE round.run = run.run) AS rounds_done, run.rounds AS rounds_planned,
  diverged_round, diverged_client, network, first.started, last.finished,
  (SELECT digest FROM digest WHERE digest.run = run.run AND part = 'record') AS record_digest, run_key, seed,
  arithmetic
FROM run
LEFT JOIN ending ON ending.run = run.run
JOIN attempt AS first ON first.run = run.run AND first.attempt = 1
JOIN attempt AS last
  ON last.run = run.run AND last.attempt = (SELECT max(attempt) FROM attempt WHERE attempt.run = run.run)
ORDER BY run.run;
CREATE VIEW attempts AS
SELECT run, attempt, job, after_round, started, finished, coalesce(ending, 'running') AS ending, reason, host,
  user, pid, command, version, commit_hash, git_branch, dirty
FROM attempt JOIN run USING (run) LEFT JOIN git USING (run)
ORDER BY run, attempt;
CREATE VIEW fields AS
SELECT run, path, value, 1 AS identity FROM field
UNION ALL SELECT run, path, value, 0 FROM placement
ORDER BY run, path;
CREATE VIEW files AS
SELECT run, 'spec' AS kind, position, path, NULL AS digest
FROM spec_file LEFT JOIN file_path USING (run, position) WHERE kind = 'spec'
UNION ALL
SELECT run, 'data', position, path, digest
FROM data_file LEFT JOIN file_path USING (run, position) WHERE kind = 'data'
ORDER BY run, kind DESC, position;
CREATE VIEW clients AS
SELECT run, client.client, name, owner, operator, client.rows, label_counts, count(round) AS rounds_served,
  coalesce(sum(examples), 0) AS examples
FROM client LEFT JOIN client_update USING (run, client)
GROUP BY run, client.client ORDER BY run, client.client;
CREATE VIEW rounds AS
SELECT run, round, count(client) AS clients, sum(loss * examples) / sum(examples) AS training_loss,
  loss_sum / evaluation.rows AS test_loss,
  (SELECT value FROM metrics
    WHERE metrics.run = round.run AND metrics.round = round.round AND metric = 'accuracy') AS accuracy,
  finished, seconds, model_digest
FROM round LEFT JOIN client_update USING (run, round) LEFT JOIN evaluation USING (run, round)
LEFT JOIN round_time USING (run, round)
GROUP BY run, round ORDER BY run, round;
CREATE VIEW confusion AS
SELECT run, round, json_extract(classes, '$[' || (cell.key / json_array_length(classes)) || ']') AS truth,
  json_extract(classes, '$[' || (cell.key % json_array_length(classes)) || ']') AS predicted, cell.value AS rows
FROM evaluation JOIN dataset USING (run), json_each(confusion) AS cell;
CREATE VIEW metrics AS
SELECT run, round, 'loss' AS metric, '' AS class, loss_sum / rows AS value FROM evaluation
UNION ALL SELECT run, round, 'accuracy', '', 1.0 * sum(rows * (truth = predicted)) / sum(rows)
  FROM confusion GROUP BY run, round
UNION ALL SELECT run, round, 'recall', truth, 1.0 * sum(rows * (truth = predicted)) / sum(rows)
  FROM confusion GROUP BY run, round, truth
UNION ALL SELECT run, round, 'precision', predicted, 1.0 * sum(rows * (truth = predicted)) / sum(rows)
  FROM confusion GROUP BY run, round, predicted
UNION ALL SELECT run, round, 'auc', '', half_pairs / (2.0 * pairs) FROM ranking
UNION ALL SELECT run, round, 'mse', '', squared_error_sum / rows FROM evaluation WHERE confusion = '[]'
UNION ALL SELECT run, round, 'mae', '', absolute_error_sum / rows FROM evaluation WHERE confusion = '[]';
CREATE VIEW updates AS
SELECT u.run, u.round, u.client, name, owner, coalesce(decision.operator, client.operator) AS operator, examples,
  steps, loss, contribution, worker, seconds, update_digest
FROM client_update AS u JOIN client USING (run, client) LEFT JOIN client_time USING (run, round, client)
LEFT JOIN decision
  ON (decision.run, decision.round, decision.client, kind) = (u.run, u.round, u.client, 'reassigned')
ORDER BY u.run, u.round, u.client;
CREATE VIEW decisions AS
SELECT run, job, round, client, name, CASE kind
  WHEN 'dropped' THEN 'dropped: its training was late and does not count'
  ELSE 'reassigned: trained by ' || decision.operator || ' instead of ' || coalesce(client.operator, 'nobody')
  END AS decision
FROM decision JOIN client USING (run, client) JOIN run USING (run)
ORDER BY run, round, client, kind;
CREATE VIEW rewards AS
SELECT run, job, round, account, reason, CASE decimals WHEN 0 THEN amount ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), -decimals) END AS amount, symbol,
  weight || ' of ' || total_weight AS weight, CASE decimals WHEN 0 THEN pot ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(pot)))), '00', '0') || pot), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(pot)))), '00', '0') || pot)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(pot)))), '00', '0') || pot), -decimals) END AS pot
FROM reward JOIN run USING (run) JOIN network ON network.name = run.network
ORDER BY run, round, reason, account;
CREATE VIEW balances AS
SELECT network, account.name AS account,
  CASE WHEN balance GLOB '-*' THEN '-' || CASE decimals WHEN 0 THEN substr(balance, 2) ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(substr(balance, 2))))), '00', '0') || substr(balance, 2)), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(substr(balance, 2))))), '00', '0') || substr(balance, 2))) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(substr(balance, 2))))), '00', '0') || substr(balance, 2)), -decimals) END ELSE CASE decimals WHEN 0 THEN balance ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(balance)))), '00', '0') || balance), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(balance)))), '00', '0') || balance)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(balance)))), '00', '0') || balance), -decimals) END END AS balance,
  symbol
FROM account JOIN network ON network.name = account.network
ORDER BY network, account;
CREATE VIEW transfers AS
SELECT network, sequence, debit, credit, CASE decimals WHEN 0 THEN amount ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), -decimals) END AS amount, symbol, reason, run, round
FROM transfer JOIN network ON network.name = transfer.network
ORDER BY network, sequence;
CREATE VIEW workers AS
SELECT run, attempt, worker, pool, host, pid, version, blas_library, blas_configuration,
  (SELECT group_concat('round ' || round || ': ' || reason, '; ') FROM worker_loss AS lost
    WHERE lost.run = worker.run AND lost.attempt = worker.attempt AND lost.worker = worker.worker) AS losses,
  fingerprint, key
FROM worker ORDER BY run, attempt, worker;
CREATE VIEW losses AS
SELECT run, attempt, round, worker, worker_loss.pool, host, kind, reason, lost
FROM worker_loss LEFT JOIN worker USING (run, attempt, worker)
ORDER BY run, attempt, loss;
CREATE VIEW pools AS
SELECT run, job, pool, count(*) AS attempts, sum(tasks) AS tasks, sum(bytes_sent) AS bytes_sent,
  sum(bytes_received) AS bytes_received, sum(seconds) AS seconds, sum(retries) AS retries, sum(losses) AS losses,
  (SELECT group_concat('attempt ' || attempt || ': ' || refused, '; ') FROM pool AS one
    WHERE one.run = pool.run AND one.pool = pool.pool) AS refused
FROM pool JOIN run USING (run)
GROUP BY run, pool ORDER BY run, pool;
CREATE VIEW reproductions AS
SELECT run, job, number, at, verdict, first_difference, host, version
FROM reproduction JOIN run USING (run) ORDER BY run, number;
COMMIT;

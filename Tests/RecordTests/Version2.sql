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
INSERT INTO run VALUES(1,'2fa1613baacb32aaf955f0cc874c90c6e573d63f278883680615ba2f3c2b0d35','wards','9',4,2,'wards');
CREATE TABLE spec_file (
  run INTEGER NOT NULL REFERENCES run (run),
  position INTEGER NOT NULL CHECK (position >= 0),
  text TEXT NOT NULL,
  PRIMARY KEY (run, position)
) STRICT;
INSERT INTO spec_file VALUES(1,0,replace('schema: muster/v1\nkind: job\nname: wards\nseed: 9\nuse_case: {industry: healthcare, task: classification}\ndata:\n  source: {csv: rows.csv, label: state, scale: standard}\n  partitions: {iid: {clients: 2}}\n  owners: [ann, bob]\nmodel: softmax\ntraining: {epochs: 500, batch_size: 1, optimizer: {sgd: {learning_rate: 0.1}}}\nfederation: {rounds: 4}\ntokenomics:\n  network: wards\n  token: {symbol: W, decimals: 2}\n  emission: {per_round: "40"}\n  split: {data: 80%, compute: 20%}\nparticipants: {ann: {roles: [data]}, bob: {roles: [data]}, cloud: {roles: [compute]}}\n','\n',char(10)));
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
INSERT INTO field VALUES(1,'name','wards');
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
INSERT INTO field VALUES(1,'training.epochs','500');
INSERT INTO field VALUES(1,'training.optimizer.sgd.learning_rate','0.1');
INSERT INTO field VALUES(1,'training.optimizer.sgd.momentum','0');
INSERT INTO field VALUES(1,'training.optimizer.sgd.nesterov','false');
INSERT INTO field VALUES(1,'training.optimizer.sgd.weight_decay','0');
INSERT INTO field VALUES(1,'training.schedule','constant');
INSERT INTO field VALUES(1,'training.shuffle','epoch');
INSERT INTO field VALUES(1,'training.warm_up','0');
INSERT INTO field VALUES(1,'use_case.industry','healthcare');
INSERT INTO field VALUES(1,'use_case.task','classification');
CREATE TABLE data_file (
  run INTEGER NOT NULL REFERENCES run (run),
  position INTEGER NOT NULL CHECK (position >= 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
INSERT INTO data_file VALUES(1,0,'384ecbba959b3c142400e547fadaa205245dbd033bc2dcee8757aae22f510eb8');
CREATE TABLE dataset (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  features TEXT NOT NULL CHECK (json_type(features) = 'array'),
  classes TEXT NOT NULL CHECK (json_type(classes) = 'array'),
  test_rows INTEGER NOT NULL CHECK (test_rows >= 0)
) STRICT;
INSERT INTO dataset VALUES(1,'["age","weight"]','["sick","well"]',800);
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
INSERT INTO client VALUES(1,0,'client-0','ann','cloud',1600,'[798,802]');
INSERT INTO client VALUES(1,1,'client-1','bob','cloud',1600,'[823,777]');
CREATE TABLE git (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  commit_hash TEXT NOT NULL,
  dirty INTEGER NOT NULL CHECK (dirty IN (0, 1)),
  diff_digest TEXT CHECK (length(diff_digest) = 64 AND diff_digest NOT GLOB '*[^0-9a-f]*'),
  CHECK (dirty = (diff_digest IS NOT NULL))
) STRICT;
CREATE TABLE opening (
  run INTEGER NOT NULL REFERENCES run (run),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  height INTEGER NOT NULL CHECK (height >= 0),
  PRIMARY KEY (run, after_round)
) STRICT, WITHOUT ROWID;
INSERT INTO opening VALUES(1,0,0);
CREATE TABLE opening_balance (
  run INTEGER NOT NULL REFERENCES run (run),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  account TEXT NOT NULL,
  amount TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*'
    OR account = '@mint' AND amount GLOB '-[1-9]*' AND substr(amount, 2) NOT GLOB '*[^0-9]*'),
  PRIMARY KEY (run, after_round, account),
  FOREIGN KEY (run, after_round) REFERENCES opening (run, after_round)
) STRICT, WITHOUT ROWID;
CREATE TABLE round (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  model_digest TEXT NOT NULL CHECK (length(model_digest) = 64 AND model_digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO round VALUES(1,1,'fd98629bb1144d8a0959aac218d40c868f596385e0a28be7eebbb85d679c6d96');
INSERT INTO round VALUES(1,2,'3bac37e3b7f6f16427d5f9e784f740c4abe6b55ebff31ddfcb240a67bd66e1bf');
INSERT INTO round VALUES(1,3,'7424bbddb966c077f74e23b23f0cc29882cae8c6aedec430270844eaabe07217');
INSERT INTO round VALUES(1,4,'57f294169d3e1c274abddc46a43a8041d594657180b978de396f5c68e747e3fc');
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
INSERT INTO evaluation VALUES(1,1,800,'[363,24,34,379]',123.62578919273619249,'405ee80cee1d3f80',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(1,2,800,'[369,18,40,373]',125.20845041159554966,'405f4d5740652900',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(1,3,800,'[364,23,39,374]',126.49878088790228503,'405f9fec06ac5a40',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO evaluation VALUES(1,4,800,'[366,21,40,373]',124.95598976632027188,'405f3d2eefb36a00',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
CREATE TABLE ranking (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  half_pairs INTEGER NOT NULL CHECK (half_pairs >= 0),
  pairs INTEGER NOT NULL CHECK (pairs >= 1),
  PRIMARY KEY (run, round),
  CHECK (half_pairs <= 2 * pairs),
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO ranking VALUES(1,1,315007,159831);
INSERT INTO ranking VALUES(1,2,315083,159831);
INSERT INTO ranking VALUES(1,3,314937,159831);
INSERT INTO ranking VALUES(1,4,315081,159831);
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
INSERT INTO client_update VALUES(1,1,0,1600,800000,800000,0.17420487695004754913,'3fc64c586ca6eeaa','b2da62ae41b95bc672971481691d54d6f90f53aa7e5ef495aa8bfcac387bfa7f','1600');
INSERT INTO client_update VALUES(1,1,1,1600,800000,800000,0.1575789170326087063,'3fc42b8bc398d9f7','377ac799643553deb8630855eab33ec447270ef07db1315b7d8d0f4adf852ee9','1600');
INSERT INTO client_update VALUES(1,2,0,1600,800000,800000,0.17403990667832844319,'3fc646f08db0ef9f','0d3bd6b79a43cd15d0d1dc022c910f6f5a219e30a1baf93947980bcec81e85df','1600');
INSERT INTO client_update VALUES(1,2,1,1600,800000,800000,0.15757634110197923926,'3fc42b7627d402ff','2fcfeb87ab0cbd9a9213cb1199a59a369ef919ab62b7d8385f42d67112019d2e','1600');
INSERT INTO client_update VALUES(1,3,0,1600,800000,800000,0.17404654372082478674,'3fc647283aa1a2aa','706f370a68e384655fd36f120539092d320c48da6164e98623cb0a4e825feea6','1600');
INSERT INTO client_update VALUES(1,3,1,1600,800000,800000,0.15752789185402155114,'3fc429dfbbdc44ba','5c48705cd00bdcbef39cf3ed5fd5adc7a2c332cd1d30da531920cf288116aee5','1600');
INSERT INTO client_update VALUES(1,4,0,1600,800000,800000,0.17405146252948408558,'3fc647517db14b13','839483066cc7a64ac77dda69e41e153608ebc6ae319a4ec0debcf7cea6a89e84','1600');
INSERT INTO client_update VALUES(1,4,1,1600,800000,800000,0.15751524743871700429,'3fc42975aa2f710b','b80a87a43dc6064f4045bebf7f75b7f18bcf86ee450e550a341dae7082db0ebe','1600');
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
INSERT INTO reward VALUES(1,1,'ann','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,1,'bob','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,1,'cloud','compute','800','1600000','1600000','800');
INSERT INTO reward VALUES(1,2,'ann','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,2,'bob','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,2,'cloud','compute','800','1600000','1600000','800');
INSERT INTO reward VALUES(1,3,'ann','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,3,'bob','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,3,'cloud','compute','800','1600000','1600000','800');
INSERT INTO reward VALUES(1,4,'ann','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,4,'bob','data','1600','1600','3200','3200');
INSERT INTO reward VALUES(1,4,'cloud','compute','800','1600000','1600000','800');
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
CREATE TABLE checkpoint (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  round INTEGER NOT NULL,
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT;
INSERT INTO checkpoint VALUES(1,4);
CREATE TABLE checkpoint_part (
  run INTEGER NOT NULL REFERENCES run (run),
  part INTEGER NOT NULL,
  parameters BLOB NOT NULL,
  PRIMARY KEY (run, part),
  FOREIGN KEY (run) REFERENCES checkpoint (run)
) STRICT;
INSERT INTO checkpoint_part VALUES(1,0,X'7aed41404ceb41c05a50dfbdd652df3d1d1f903eae1c90be');
CREATE TABLE account (
  network TEXT NOT NULL REFERENCES network (name),
  name TEXT NOT NULL,
  balance TEXT NOT NULL CHECK (balance = '0' OR balance GLOB '[1-9]*' AND balance NOT GLOB '*[^0-9]*'
    OR name = '@mint' AND balance GLOB '-[1-9]*' AND substr(balance, 2) NOT GLOB '*[^0-9]*'),
  PRIMARY KEY (network, name)
) STRICT, WITHOUT ROWID;
INSERT INTO account VALUES('wards','@mint','-16000');
INSERT INTO account VALUES('wards','ann','6400');
INSERT INTO account VALUES('wards','bob','6400');
INSERT INTO account VALUES('wards','cloud','3200');
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
CREATE TABLE attempt (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  started TEXT NOT NULL CHECK (started GLOB '????-??-??T??:??:??.???Z'),
  finished TEXT CHECK (finished GLOB '????-??-??T??:??:??.???Z'),
  ending TEXT CHECK (ending IN ('finished', 'interrupted', 'failed', 'killed')),
  reason TEXT,
  host TEXT NOT NULL,
  user TEXT NOT NULL,
  pid INTEGER NOT NULL CHECK (pid >= 0),
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  git_branch TEXT,
  PRIMARY KEY (run, attempt),
  CHECK ((ending IS 'failed') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO attempt VALUES(1,1,0,'2026-11-22T22:26:15.463Z','2026-11-22T22:26:16.983Z','interrupted',NULL,'alpha','ada',32740,'muster run job.yaml --record old.sqlite --workers 2','0.1.0',NULL);
INSERT INTO attempt VALUES(1,2,2,'2026-11-22T22:26:17.052Z','2026-11-22T22:26:18.564Z','finished',NULL,'alpha','ada',320,'muster run job.yaml --record old.sqlite --workers 1','0.1.0',NULL);
CREATE TABLE file_path (
  run INTEGER NOT NULL REFERENCES run (run),
  kind TEXT NOT NULL CHECK (kind IN ('spec', 'data')),
  position INTEGER NOT NULL CHECK (position >= 0),
  path TEXT NOT NULL,
  PRIMARY KEY (run, kind, position)
) STRICT, WITHOUT ROWID;
INSERT INTO file_path VALUES(1,'data',0,'rows.csv');
INSERT INTO file_path VALUES(1,'spec',0,'/jobs/job.yaml');
CREATE TABLE placement (
  run INTEGER NOT NULL REFERENCES run (run),
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO placement VALUES(1,'data.source.csv','rows.csv');
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
  PRIMARY KEY (run, attempt, worker),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO worker VALUES(1,1,1,'local','alpha',32748,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9');
INSERT INTO worker VALUES(1,1,2,'local','alpha',32751,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9');
INSERT INTO worker VALUES(1,1,3,'local','alpha',32759,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9');
INSERT INTO worker VALUES(1,2,1,'local','alpha',324,'0.1.0',NULL,NULL,'38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9');
CREATE TABLE worker_loss (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  loss INTEGER NOT NULL CHECK (loss >= 1),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  round INTEGER NOT NULL CHECK (round >= 0),
  reason TEXT NOT NULL,
  lost TEXT NOT NULL CHECK (lost GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (run, attempt, loss),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO worker_loss VALUES(1,1,1,1,2,'killed by signal 9','2026-11-22T22:26:16.260Z');
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
INSERT INTO round_time VALUES(1,1,1,'2026-11-22T22:26:16.162Z',0.69039185799920232966);
INSERT INTO round_time VALUES(1,2,1,'2026-11-22T22:26:16.955Z',0.78968356400218908675);
INSERT INTO round_time VALUES(1,3,2,'2026-11-22T22:26:17.870Z',0.81443880700317095033);
INSERT INTO round_time VALUES(1,4,2,'2026-11-22T22:26:18.562Z',0.69214675400144187733);
CREATE TABLE client_time (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  client INTEGER NOT NULL CHECK (client >= 0),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  seconds REAL NOT NULL,
  PRIMARY KEY (run, round, client),
  FOREIGN KEY (run, round, client) REFERENCES client_update (run, round, client)
) STRICT, WITHOUT ROWID;
INSERT INTO client_time VALUES(1,1,0,1,0.57137457700082450173);
INSERT INTO client_time VALUES(1,1,1,2,0.67920665299971005879);
INSERT INTO client_time VALUES(1,2,0,2,0.72503492100076982751);
INSERT INTO client_time VALUES(1,2,1,3,0.66504669599817134439);
INSERT INTO client_time VALUES(1,3,0,1,0.38770011999804410152);
INSERT INTO client_time VALUES(1,3,1,1,0.42047669100065832026);
INSERT INTO client_time VALUES(1,4,0,1,0.34320883599866647273);
INSERT INTO client_time VALUES(1,4,1,1,0.34567879799942602403);
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
CREATE TABLE digest (
  run INTEGER NOT NULL REFERENCES run (run),
  part TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, part)
) STRICT, WITHOUT ROWID;
INSERT INTO digest VALUES(1,'client','c4610775e52329f049a80db8d45b6545467b317ca7a614796731ba8af5183773');
INSERT INTO digest VALUES(1,'client_update','83fc830a9db7d00d1b3fc4f59a102073f177df6afe96e796757fcbecc07e3ae0');
INSERT INTO digest VALUES(1,'data_file','44d238d79e71b45b8d22c2be7cca204fd64507c2e80be98697c32aed6c0f920c');
INSERT INTO digest VALUES(1,'dataset','87463331917616b17c5d21559e00530cbc1f3b3428b12d709240671415ec5f22');
INSERT INTO digest VALUES(1,'ending','141db4aab127a2a726f4e265b20b68030fa2fe5f2d098dcc76127999795a1774');
INSERT INTO digest VALUES(1,'evaluation','d857e96a8cbe1a22e552938e04c411f125557dc309e292330effcddb9e5e291c');
INSERT INTO digest VALUES(1,'field','606547c33b39220799e1864f72aab13351be0b04e5e235f52ee21c07b282a10f');
INSERT INTO digest VALUES(1,'git','e6c8c4a427c8e563c61d421cb722f63575c15680db45f2d7cd109377a51ff9de');
INSERT INTO digest VALUES(1,'inputs','21af4b7d61f0c6cadcd392b01abe956462268af5d2215018483fe9e75ec9a33b');
INSERT INTO digest VALUES(1,'network','1a4c0188f3ee4d69bc681e6163bbb204da0a0896f98e86a10f41c84d5e0289d4');
INSERT INTO digest VALUES(1,'opening','53f718111f4d4950db68dd7644c8e7ae42812fa57dc09973b1b7793b8d913288');
INSERT INTO digest VALUES(1,'opening_balance','b27400dc7304348f8e6bc552d4420b8b54534227caae4009c9f60900f522661e');
INSERT INTO digest VALUES(1,'ranking','091ef6f5720f17d24757009b0f0069a32af79be52f444deadc5d864d1a0e3dea');
INSERT INTO digest VALUES(1,'record','121b89775d6d8cb9111a79d90a26b4ba5c71d9e6f3f24c2ba389b96f31ca11aa');
INSERT INTO digest VALUES(1,'results','caf51a83e8e464b1a090f07753abb3d0c3d0ecf3b0d163738391f69efcb2954c');
INSERT INTO digest VALUES(1,'reward','f3237442a2d4b3a8ccdee393fbc436421cf4356e344ae3d780ae74eb36f665c8');
INSERT INTO digest VALUES(1,'round','e81901cd5c78870c7f8e7af958fd39f6aa88d578a7804538447e2e88a2da4339');
INSERT INTO digest VALUES(1,'run','9f392541360fdc28a4fc212160e4f20496847df1ef6bc663d609002af13adfe4');
INSERT INTO digest VALUES(1,'spec_file','4d4abf307fd65595c9673fd819e8acc01d62098e0a94ea0075b3f5e14ba4a8f7');
INSERT INTO digest VALUES(1,'transfer','a47b4e30a26e479663d2b3fffaa99c85020ab5e1f28bb73624e0a5b167568f2d');
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
SELECT run, round, client, name, owner, operator, examples, steps, loss, contribution, worker, seconds,
  update_digest
FROM client_update JOIN client USING (run, client) LEFT JOIN client_time USING (run, round, client)
ORDER BY run, round, client;
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
  fingerprint
FROM worker ORDER BY run, attempt, worker;
CREATE VIEW reproductions AS
SELECT run, job, number, at, verdict, first_difference, host, version
FROM reproduction JOIN run USING (run) ORDER BY run, number;
COMMIT;

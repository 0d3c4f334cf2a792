/// Model kind, optimiser, and the first half of the digest of the update. A line changes only with the
/// arithmetic itself, and then the arithmetic's version does: the test says what the new line is.
let portableDigests = """
  linear | sgd | 162d2e53d6cf7c86198e314f2b7bbe5b
  linear | sgd, momentum | e5d16ab548800e16590ad08f80bed94e
  linear | sgd, nesterov, clipped | bd2d4464cd40a5b55a575c2c1b2a10c1
  linear | adam | 5bf9de0ff66c74d4af5ad6990bc1cf60
  linear | adamw | bcac88e76d7a9d4120006d812aff3b86
  linear, huber | sgd | 9f9d15119cd1a8a8254000db8a419da0
  linear, huber | sgd, momentum | 15bd9c3819f9d084e4fa711f715562b3
  linear, huber | sgd, nesterov, clipped | 83d07a8773e88205ddddddbb02ecc136
  linear, huber | adam | 94ebe88f4d6c420407b123ac3d43c21f
  linear, huber | adamw | 02f7970ed525404b6543b9ff8706fd1a
  logistic | sgd | 18e9e9965b86ed8a82c4cfe9411f7e34
  logistic | sgd, momentum | dd5afc242f70925e469f6245c1f3483c
  logistic | sgd, nesterov, clipped | 78691e13881c62c5281c496d5c4948a8
  logistic | adam | 63628bf49f12dd135c890b4ec135059a
  logistic | adamw | 1662c3a3e874b9c606203a24f480935c
  softmax | sgd | 1722022445a7fb1e97cde187d69f13d8
  softmax | sgd, momentum | 1c31703e99b54d6878a15ebf2e392a8a
  softmax | sgd, nesterov, clipped | ea35aa635f98e65e1c863917e6a846be
  softmax | adam | b5292c30f4c9ce2f9739239ce37ac5ac
  softmax | adamw | 545c29a2ec68f3c19f15a0bc7885da03
  mlp, relu | sgd | 0bfcf41cd610d96915e6a303551124bb
  mlp, relu | sgd, momentum | 9169d2d494dfb7a34bc45921164d165a
  mlp, relu | sgd, nesterov, clipped | 39289ca7429483e02f7f4008d86f3439
  mlp, relu | adam | 36dd1373f024ac45c50000235b51b8d5
  mlp, relu | adamw | e1e1b3b308b09742e231c14b665c16a8
  mlp, relu | sgd, dropout | cd40fbb146a641c9dbd6dbbee1d3343e
  mlp, tanh | sgd | e39b5252361d5b725916c590c5fcdf1e
  mlp, tanh | sgd, momentum | 3fbc856ea9a41724dfecb411151313bf
  mlp, tanh | sgd, nesterov, clipped | 1d1e615d22b86f4623fdb8a0e7335cc2
  mlp, tanh | adam | 64d5d0593b85f12f1834b15ea514acb4
  mlp, tanh | adamw | 2df1a481d848048a2ab837b1fd1f9b4f
  mlp, tanh | sgd, dropout | ec96efbed233f12c04adddec36b87a96
  mlp, gelu | sgd | 91d86d8ba970f907d9ef59b71ee0360c
  mlp, gelu | sgd, momentum | d1bffe76e1f50dbf0b3e4348d8812b4b
  mlp, gelu | sgd, nesterov, clipped | c49fbbb4a1d6c7691a6d33523726e579
  mlp, gelu | adam | af7c4ede3867d17222ff2d293958e195
  mlp, gelu | adamw | bc0a96e96dec06e580dc09bbae5f0e4e
  mlp, gelu | sgd, dropout | b7e35b8f0db0613521365c52dc623f59
  autoencoder | sgd | 39fabb21e651aec37ebc5548931c820d
  autoencoder | sgd, momentum | 4d6784d5b6ca491b64af103a222fe0a2
  autoencoder | sgd, nesterov, clipped | 0097587316acfb73566814c61318eddf
  autoencoder | adam | bb24b95e98fb9272526980a25191dcf4
  autoencoder | adamw | 328eb466f063f87d91ada670eca1604f
  autoencoder | sgd, dropout | 217e0d99a4aef1afcd7e326963b4d454
  cnn, max pool | sgd | ab903a80550d30faa1c1a68ca4a7bb5a
  cnn, max pool | sgd, momentum | 7eac62471f902ea35d6d9fee4a3b67d4
  cnn, max pool | sgd, nesterov, clipped | ffdc5047f29b87b3e59ae003b2d533eb
  cnn, max pool | adam | b9aba3d9711bad99bbb9c43c7a0b361b
  cnn, max pool | adamw | 545197ba362773079abd85b4aaa9cc61
  cnn, max pool | sgd, dropout | 3af5b57251acc420d86f030f392dab8a
  cnn, average pool | sgd | db621d4ddaec6a31def39efa416d1c43
  cnn, average pool | sgd, momentum | 6d9414a075a78d1a9af26292cbb464ce
  cnn, average pool | sgd, nesterov, clipped | 2385804bee7d4c2d73a59c1f2840aa7b
  cnn, average pool | adam | 8e9437a368e1552d9cfbbfcb30950369
  cnn, average pool | adamw | b297b6bbfd5aacaf87414a77ba6db480
  cnn, average pool | sgd, dropout | 526ea8b47470ca80a42e98e007db45ee
  """

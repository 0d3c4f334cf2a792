// Takes its place when its first file comes.

# R's own answers to the tasks of statistics.ts: one line each, name and milliseconds (or why not), tab between.
z <- qnorm(.975)
tell <- function(name, run) {
	run()
	cat(name, "\t", 1000 * median(replicate(5, system.time(run())[["elapsed"]])), "\n", sep = "")
}
n <- sample(1:1000, 1e6, TRUE)
x <- floor(runif(1e6) * (n + 1))
tell("Wilson, a million", function() {
	spread <- z * sqrt(z^2 + 4 * x * (1 - x / n))
	data.frame(x / n, (2 * x + z^2 - spread) / (2 * (n + z^2)), (2 * x + z^2 + spread) / (2 * (n + z^2)))
})
e <- sample(10:100000, 1e6, TRUE)
tell("Byar, a million", function() {
	data.frame(e, e * (1 - 1 / (9 * e) - z / (3 * sqrt(e)))^3, (e + 1) * (1 - 1 / (9 * (e + 1)) + z / (3 * sqrt(e + 1)))^3)
})
funnel <- function(x, n) {
	target <- asin(sqrt(sum(x) / sum(n)))
	s <- 1 / (2 * sqrt(n))
	score <- (asin(sqrt(x / n)) - target) / s
	q <- quantile(score, c(.1, .9))
	phi <- mean(pmin(pmax(score, q[1]), q[2])^2)
	w <- 1 / s^2
	tau2 <- max(0, (length(x) * phi - (length(x) - 1)) / (sum(w) - sum(w^2) / sum(w)))
	sapply(c(-3.09, -1.96, 1.96, 3.09), function(k) sin(pmin(pi / 2, pmax(0, target + k * sqrt(s^2 + tau2))))^2)
}
for (size in c(43, 10000)) {
	d <- 100 + floor(runif(size) * 10000)
	y <- floor(d * runif(size, .2, .4))
	times <- if (size == 43) 200 else 1
	name <- if (size == 43) "200 funnels of 43" else "funnel of 10,000"
	tell(name, function() for (i in seq_len(times)) funnel(y, d))
}
if (requireNamespace("irrCAC", quietly = TRUE)) {
	truth <- sample(5, 1000, TRUE)
	ratings <- as.data.frame(replicate(10, ifelse(runif(1000) < .7, truth, sample(5, 1000, TRUE))))
	tell("20 agreements of 1,000 × 10 × 5", function() for (i in 1:20) {
		irrCAC::gwet.ac1.raw(ratings)
		irrCAC::krippen.alpha.raw(ratings)
	})
} else cat("20 agreements of 1,000 × 10 × 5\tthe package irrCAC is not installed\n")
if (requireNamespace("survey", quietly = TRUE)) {
	sizes <- c(age = 3, sex = 2, ethnicity = 4, deprivation = 5)
	people <- as.data.frame(lapply(sizes, function(k) factor(pmin(k, 1 + floor(runif(20000)^1.3 * k)))))
	design <- survey::svydesign(~1, data = people, weights = rep(1, 20000))
	margins <- lapply(names(sizes), function(v) {
		m <- data.frame(levels(people[[v]]), 20000 / sizes[[v]])
		names(m) <- c(v, "Freq")
		m
	})
	tell("raking, 20,000 on four margins", function() {
		survey::rake(design, lapply(names(sizes), function(v) as.formula(paste("~", v))), margins, control = list(maxit = 100, epsilon = 1, verbose = FALSE))
	})
} else cat("raking, 20,000 on four margins\tthe package survey is not installed\n")

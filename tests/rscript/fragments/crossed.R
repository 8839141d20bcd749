# Tables of xtabs(), which leaves out rows with missing values.

out <- xtabs(~ g + f, d)

out <- xtabs(~ f, d)

out <- xtabs(~ g, data = d)

out <- xtabs(x ~ g, d)

out <- xtabs(w ~ f, d)

out <- xtabs(x ~ g + f, d)

t <- xtabs(~ g + f, d)
out <- as.data.frame(t)

out <- as.data.frame(xtabs(~ g + f, d))

out <- as.data.frame(xtabs(w ~ g + f, d))

out <- as.data.frame(xtabs(w ~ g, d), responseName = "sum")

out <- dimnames(xtabs(x ~ g + f, d))

out <- prop.table(xtabs(~ g + f, d), 1)

out <- rowSums(xtabs(w ~ g + f, d))

out <- as.data.frame(prop.table(xtabs(~ f, d)))

out <- xtabs(~ g + x, d)["a", "2"]

out <- names(dimnames(xtabs(~ g + f, d)))

out <- nrow(xtabs(~ g, subset(d, x > 1)))

out <- addmargins(xtabs(~ g + f, d))

library(mclust)
out <- adjustedRandIndex(c(1, 1, 2, 2, 3, 3), c(1, 1, 1, 2, 2, 2))

out <- mclust::adjustedRandIndex(c("a", "b", "a", "b"), c(2, 1, 2, 1))

out <- mclust::adjustedRandIndex(c(1, 1, 1), c(2, 2, 2))

out <- mclust::adjustedRandIndex(factor(d$g), d$w > 2)

out <- adjustcolor(2, alpha.f = 0.2)

out <- adjustcolor(1:10, alpha.f = 0.3)

out <- adjustcolor(c("deepskyblue1", "orangered3", "mistyrose2", "cornsilk4", "lavenderblush4", "orchid4", "lightyellow2", "paleturquoise4", "orange2", "brown2", "palegoldenrod", "antiquewhite4", "tomato1", "lightyellow", "firebrick", "navajowhite", "deeppink4", "darkorchid4", "salmon2", "mistyrose", "moccasin", "lightyellow3", "lightcyan1", "peachpuff", "violetred2", "darkgoldenrod3", "deeppink3", "palevioletred4", "wheat1", "mediumpurple3", "lightblue3", "seashell3", "aquamarine", "powderblue", "slategray1", "brown1", "darkgrey", "skyblue2", "orangered2", "bisque3", "green2", "slategray3", "azure3", "tan4", "wheat", "floralwhite", "orangered4", "salmon3", "yellow", "lightblue2", "salmon", "snow1", "lightpink2", "lightcyan", "seagreen1", "springgreen3", "orange", "lightskyblue", "cyan1", "lavenderblush2"), 1)

out <- adjustcolor(paste0("grey", 0:100), alpha.f = 0.5)

out <- adjustcolor(c("green", "gray", "purple", "maroon", "#12345678"), 0.5)

out <- scales::alpha("green", 0.4)

out <- adjustcolor("Dark Green", 0.4)

out <- scales::alpha("#12345678", 0.5)

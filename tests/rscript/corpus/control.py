"""The Python of control.R."""

total = 0
for i in range(1, 11):
    if i % 2 == 0:
        continue
    total = total + i  # odd ones only
    if total > 15:
        break
steps = 0
while total > 1:
    total = total / 2
    steps = steps + 1
while True:
    steps = steps - 1
    if steps < 0:
        break
if total > 0.5:
    print("large")
elif total > 0.1:
    print("medium")
else:
    print("small")
for name in ["a", "b"]:
    print(name)

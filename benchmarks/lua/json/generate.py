"""Writes the JSON documents of the benchmark, about a megabyte each, the same ones every time: generate.py folder"""
import json
import os
import random
import sys

SIZE = 1_000_000
WORDS = ('lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna '
         'aliqua enim ad minim veniam quis nostrud').split()


def records(dice):
    """What a web service answers: objects with the same members, short texts, some numbers."""
    def one(i):
        return {
            'id': i, 'name': ' '.join(dice.sample(WORDS, 2)), 'email': f'user{i}@example.com', 'active': dice.random() < 0.5,
            'balance': dice.randrange(1_000_000) / 100, 'tags': dice.sample(WORDS, dice.randrange(5)),
            'address': {'street': f'{dice.randrange(500)} {dice.choice(WORDS)} street', 'zip': f'{dice.randrange(99999):05}',
                        'location': {'lat': round(dice.uniform(-90, 90), 6), 'lon': round(dice.uniform(-180, 180), 6)}},
            'manager': None if dice.random() < 0.2 else dice.randrange(1000), 'note': ' '.join(dice.choices(WORDS, k=12)),
        }
    return one


def coordinates(dice):
    """Geographical data: pairs of numbers with all digits of a double."""
    return lambda i: [[dice.uniform(-180, 180), dice.uniform(-90, 90)] for _ in range(20)]


def texts(dice):
    """Messages in several scripts, with line breaks and quotations."""
    samples = ['Über den Wölken ', 'съешь ещё этих мягких булок ', '色は匂へど散りぬるを ', 'he said "yes"\n', 'plain words go on and on, ', '\U0001F600 ']
    return lambda i: {'author': dice.choice(WORDS), 'text': ''.join(dice.choices(samples, weights=[3, 1, 1, 3, 8, 1], k=12))}


def integers(dice):
    """Lists of whole numbers."""
    return lambda i: [int(dice.paretovariate(0.3)) % 10 ** dice.randrange(1, 12) for _ in range(50)]


def main():
    for kind in records, coordinates, texts, integers:
        make = kind(random.Random(kind.__name__))
        elements, size = [], 0
        while size < SIZE:
            element = make(len(elements))
            elements.append(element)
            size += len(json.dumps(element, ensure_ascii=False, separators=(',', ':')).encode()) + 1
        with open(os.path.join(sys.argv[1], kind.__name__ + '.json'), 'w', encoding='utf-8') as file:
            json.dump(elements, file, ensure_ascii=False, separators=(',', ':'))


main()

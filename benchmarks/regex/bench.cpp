// As bench.lua, for std::regex. Parts are made as strings, as the others make them.
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

int main(int, char **arguments) {
    std::string operation = arguments[1];
    std::regex re(arguments[2], std::regex::ECMAScript | std::regex::optimize);
    std::string text((std::istreambuf_iterator<char>(std::cin)), {});
    std::vector<std::string> lines;
    for (std::size_t begin = 0; operation == "match" && begin <= text.size();) {
        std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    std::size_t count = 0;
    for (int i = std::atoi(arguments[3]); i > 0; i--) {
        if (operation == "match") {
            count = 0;
            std::smatch found;
            for (const std::string &line : lines) count += std::regex_match(line, found, re);
        } else if (operation == "search") {
            count = std::regex_search(text, re);
        } else {
            std::vector<std::string> parts;
            bool split = operation == "split";
            auto rest = text.cbegin();
            for (std::sregex_iterator found(text.begin(), text.end(), re), last; found != last; ++found) {
                parts.push_back(split ? found->prefix().str() : found->str());
                rest = (*found)[0].second;
            }
            count = parts.size() + (split ? 1 : 0);
            if (split) parts.emplace_back(rest, text.cend());
        }
    }
    std::cout << count << "\n";
}

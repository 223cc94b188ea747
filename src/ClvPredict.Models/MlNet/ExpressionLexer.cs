namespace ClvPredict.Models.MlNet;

/// <summary>Splits an expression into names, numbers and operators.</summary>
internal sealed class ExpressionLexer
{
    private static readonly string[] s_operators =
    [
        "||",
        "&&",
        "==",
        "!=",
        "<=",
        ">=",
        "=>",
        "-",
        "+",
        "*",
        "/",
        "(",
        ")",
        "<",
        ">",
        "?",
        ":",
        ",",
        "!",
    ];

    private readonly string _text;
    private int _next;

    public ExpressionLexer(string text)
    {
        _text = text;
        Advance();
    }

    /// <summary>The token at hand; empty at the end.</summary>
    public string Current { get; private set; } = "";

    public bool IsName => Current.Length > 0 && IsNameStart(Current[0]);

    public bool IsNumber =>
        Current.Length > 0 && (char.IsAsciiDigit(Current[0]) || Current[0] == '.');

    /// <summary>Takes the token at hand if it is the one asked for.</summary>
    public bool Skip(string token)
    {
        if (!string.Equals(Current, token, StringComparison.Ordinal))
            return false;
        Advance();
        return true;
    }

    public void Expect(string token)
    {
        if (!Skip(token))
            throw new ExpressionFault($"'{token}' is expected where '{Current}' stands");
    }

    public string Take()
    {
        var token = Current;
        Advance();
        return token;
    }

    private void Advance()
    {
        while (_next < _text.Length && char.IsWhiteSpace(_text[_next]))
            _next++;
        int start = _next;
        if (start == _text.Length)
        {
            Current = "";
            return;
        }
        if (IsNameStart(_text[start]))
            SkipNameCharacters();
        else if (char.IsAsciiDigit(_text[start]) || _text[start] == '.')
            SkipNumber();
        else if (
            Array.Find(
                s_operators,
                o => _text.AsSpan(start).StartsWith(o, StringComparison.Ordinal)
            ) is
            { } found
        )
            _next += found.Length;
        else
            throw new ExpressionFault($"the character '{_text[start]}' is not understood");
        Current = _text[start.._next];
    }

    private void SkipNumber()
    {
        SkipDigits();
        if (_next < _text.Length && _text[_next] == '.')
        {
            _next++;
            SkipDigits();
        }
        if (_next < _text.Length && _text[_next] is 'e' or 'E')
        {
            _next++;
            if (_next < _text.Length && _text[_next] is '+' or '-')
                _next++;
            SkipDigits();
        }
        // A suffix, or letters that make the number unreadable.
        SkipNameCharacters();
    }

    private void SkipDigits()
    {
        while (_next < _text.Length && char.IsAsciiDigit(_text[_next]))
            _next++;
    }

    private void SkipNameCharacters()
    {
        while (
            _next < _text.Length && (IsNameStart(_text[_next]) || char.IsAsciiDigit(_text[_next]))
        )
            _next++;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';
}

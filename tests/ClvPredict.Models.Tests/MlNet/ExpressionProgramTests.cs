using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Tests.MlNet;

public class ExpressionProgramTests
{
    private const float NaN = float.NaN;

    [Theory]
    [InlineData("a : a", 2, 0, 2)]
    [InlineData("(a, b) => a - b - 1", 7, 2, 4)]
    [InlineData("(a, b) : a / b / 2", 8, 2, 2)]
    [InlineData("(a, b) : 1 + a * b", 2, 3, 7)]
    [InlineData("(a, b) : (1 + a) * b", 2, 3, 9)]
    [InlineData("(a, b) : -a * b", 2, 3, -6)]
    [InlineData("(a, b) : - -a + b", 2, 3, 5)]
    [InlineData("(a, b) : a < b ? 1 : 2", 2, 3, 1)]
    [InlineData("(a, b) : a > b ? 1 : a == 2 ? 5 : 6", 2, 3, 5)]
    [InlineData("(a, b) : a >= 2 && b != 3 || a <= 1", 2, 3, 0)]
    [InlineData("(a, b) : !(a > b) && true", 2, 3, 1)]
    [InlineData("(a, b) : min(a, b) + 10 * max(a, b)", 2, 3, 32)]
    [InlineData("(a, b) : min(a, b)", 2, NaN, NaN)]
    [InlineData("(a, b) : max(a, b)", NaN, 3, NaN)]
    [InlineData("(a, b) : a < b ? 1 : 2", NaN, 3, 2)]
    [InlineData("(a, b) : a / b", 1, 0, float.PositiveInfinity)]
    [InlineData("(a, b) : a / b", -1, 0, float.NegativeInfinity)]
    [InlineData("(a, b) : a / b", 0, 0, NaN)]
    [InlineData("(a, b) : log(a)", 0, 0, float.NegativeInfinity)]
    [InlineData("(a, b) : log(a)", -1, 0, NaN)]
    [InlineData("(a, b) : sqrt(a)", -1, 0, NaN)]
    [InlineData("(a, b) : sqrt(a) + abs(b)", 9, -4, 7)]
    [InlineData("(a, b) : exp(a)", 1000, 0, float.PositiveInfinity)]
    [InlineData("(a, b) : exp(a)", 0, 0, 1)]
    [InlineData("(a, b) : 1e-3f * a + .5 * b", 1000, 2, 2)]
    [InlineData("(a, b) : 1 / 2 * a", 8, 0, 0)]
    [InlineData("(a, b) : 1 / 2f * a", 8, 0, 4)]
    public void Run_Expression_GivesItsValue(string text, float a, float b, float expected)
    {
        bool single = !text.StartsWith('(');

        Evaluate(text, single ? [a] : [a, b]).ShouldBe(expected);
    }

    /// <summary>The sum and the exponential are rounded before they are used on.</summary>
    [Fact]
    public void Run_EachOperator_RoundsToSingle()
    {
        float sum = 0.1f + 0.7f;
        float expected = (float)((double)sum * 3f);

        Evaluate("(a, b) : (a + b) * 3", [0.1f, 0.7f]).ShouldBe(expected);
        Evaluate("(a, b) : 1 / (1 + exp(-a))", [0.3f, 0f])
            .ShouldBe(1f / (1f + (float)Math.Exp(-0.3f)));
    }

    [Fact]
    public void Run_FiveInputsOverManyRows_ComputesEachRow()
    {
        const int Rows = 1000;
        var inputs = new ReadOnlyMemory<float>[5];
        for (int k = 0; k < 5; k++)
            inputs[k] = Enumerable.Range(0, Rows).Select(r => (float)(r % (k + 2))).ToArray();
        ExpressionProgram
            .TryCompile(
                "(a, b, c, d, e) : a + 10 * b + 100 * c + 1000 * d + 10000 * e",
                5,
                out var program
            )
            .ShouldBeNull();
        var output = new float[Rows];

        program.Run(inputs, output);

        for (int r = 0; r < Rows; r++)
            output[r]
                .ShouldBe(r % 2 + 10 * (r % 3) + 100 * (r % 4) + 1000 * (r % 5) + 10000 * (r % 6));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a : ")]
    [InlineData("(a : a")]
    [InlineData("a : a +")]
    [InlineData("a : b")]
    [InlineData("a : a b")]
    [InlineData("a : (a")]
    [InlineData("a : pow(a, 2)")]
    [InlineData("a : exp(a, a)")]
    [InlineData("a : min(a)")]
    [InlineData("a : a ? 1 : 2")]
    [InlineData("a : a > 1 ? 1 : true")]
    [InlineData("a : (a > 1) + 1")]
    [InlineData("a : 1 < a < 2")]
    [InlineData("a : a && a")]
    [InlineData("a : !a")]
    [InlineData("a : 1 / 0 * a")]
    [InlineData("a : 2.5d * a")]
    [InlineData("a : 3000000000 * a")]
    [InlineData("a : 2x")]
    [InlineData("a : \"text\"")]
    [InlineData("a : a ^ 2")]
    [InlineData("true : 1f")]
    [InlineData("(a, a) : a")]
    [InlineData("(a, b) : a")]
    public void TryCompile_WhatIsNotUnderstood_SaysWhy(string text) =>
        ExpressionProgram.TryCompile(text, 1, out _).ShouldNotBeNullOrEmpty();

    [Fact]
    public void TryCompile_DeepNesting_IsRefused()
    {
        var deep = "a : " + new string('(', 4000) + "a" + new string(')', 4000);
        var minus = "a : " + new string('-', 9000) + "a";

        ExpressionProgram.TryCompile(deep, 1, out _).ShouldNotBeNull();
        ExpressionProgram.TryCompile(minus, 1, out _).ShouldNotBeNull();
    }

    private static float Evaluate(string text, float[] arguments)
    {
        ExpressionProgram.TryCompile(text, arguments.Length, out var program).ShouldBeNull();
        var output = new float[1];
        program.Run([.. arguments.Select(x => new ReadOnlyMemory<float>([x]))], output);
        return output[0];
    }
}

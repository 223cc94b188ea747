using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Decisions.Tests.Experiments;

public class ExperimentAssignmentTests
{
    private static readonly ExperimentSubject[] s_subjects =
    [
        .. Enumerable
            .Range(0, 1003)
            .Select(i => new ExperimentSubject(
                $"c{i}",
                (i % 10) switch
                {
                    0 => "top",
                    < 5 => "middle",
                    _ => "base",
                },
                i
            )),
    ];

    [Fact]
    public void Hash_KnownText_IsTheStartOfSha256()
    {
        // printf 'salt\nc1' | sha256sum
        ExperimentAssignment.Hash("salt", "c1").ShouldBe(0x719a_e2ec_5ad8_d350UL);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.37)]
    [InlineData(0)]
    [InlineData(1)]
    public void Assign_AnyShare_IsExactToOneCustomerInEveryStratumAndAsAWhole(double share)
    {
        var control = ExperimentAssignment.Assign(s_subjects, "spring", share);

        foreach (
            var stratum in Enumerable
                .Range(0, s_subjects.Length)
                .GroupBy(i => s_subjects[i].Stratum)
        )
        {
            ((double)stratum.Count(i => control[i])).ShouldBe(stratum.Count() * share, 1);
        }
        ((double)control.Count(c => c)).ShouldBe(s_subjects.Length * share, 0.5 + 1e-9);
    }

    [Fact]
    public void Assign_OtherOrderOfCustomers_GivesTheSameGroups()
    {
        var reversed = s_subjects.Reverse().ToArray();

        var control = ExperimentAssignment.Assign(s_subjects, "spring", 0.2);
        var again = ExperimentAssignment.Assign(reversed, "spring", 0.2);

        again.Reverse().ShouldBe(control);
    }

    [Fact]
    public void Assign_OtherSalt_DrawsIndependently()
    {
        var one = ExperimentAssignment.Assign(s_subjects, "spring", 0.5);
        var other = ExperimentAssignment.Assign(s_subjects, "summer", 0.5);

        // Binomial(1003, 1/2) of agreements: mean 501, standard deviation 16.
        one.Zip(other).Count(p => p.First == p.Second).ShouldBeInRange(440, 563);
    }

    [Fact]
    public void Assign_ShareOutOfRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ExperimentAssignment.Assign(s_subjects, "", 1.2)
        );
    }
}

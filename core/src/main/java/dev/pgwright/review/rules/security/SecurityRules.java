package dev.pgwright.review.rules.security;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class SecurityRules {
    public static final List<Rule> ALL = List.of(
            new DefaultPrivilegesMissing(),
            new DynamicSqlInjection(),
            new ExtensionInPublic(),
            new FunctionSearchPathMutable(),
            new InsecureHbaMethod(),
            new Md5Passwords(),
            new MixedOwnership(),
            new MultiplePermissivePolicies(),
            new OverbroadGrant(),
            new PolicyWithoutRls(),
            new PrivilegeChangeInSchemaMigration(),
            new PublicSchemaWritable(),
            new ReadablePassword(),
            new RestrictivePolicyAdded(),
            new RlsBypassedByOwner(),
            new RlsEnabledWithoutPolicy(),
            new RlsNotEnabled(),
            new RlsPolicyAlwaysTrue(),
            new RlsPolicyFunctionPerRow(),
            new RlsPolicyIncomplete(),
            new SchemaOwnedBySystemRole(),
            new SecurityDefinerOpenToPublic(),
            new SensitiveColumnExposed(),
            new SuperuserOnlyStatement(),
            new ViewBypassesRls());

    private SecurityRules() {}
}

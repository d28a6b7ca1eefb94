import type { PolicyDocument } from '@palisade/policies';

/**
 * The policy of a topic nobody has given one: whoever acts for the account that owns it.
 * Source: Amazon SNS Developer Guide, "Example cases for Amazon SNS access control"; what CreateTopic sets.
 */
export function defaultTopicPolicy(topicArn: string, accountId: string): PolicyDocument {
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  };
}
